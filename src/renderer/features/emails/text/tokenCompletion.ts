import {
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { Token } from '../../../../shared/contract/emails.js';
import { TOKEN_GROUPS } from '../../../../shared/email/tokens.js';

/** What an example looks like beside a token, cut to what fits. */
export function exampleOf({ examples: [first] }: Pick<Token, 'examples'>): string {
  if (first === undefined) return '';
  const text = String(first);
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

/** In the order in which tokens are offered. */
function sectionOf({ group: name }: Token) {
  return { section: { name, rank: TOKEN_GROUPS.indexOf(name) } };
}

/** Where a token that is being typed begins: at its `{{`, or at its name inside of a tag. */
function typedToken(context: CompletionContext): { from: number; name: string; braces: boolean } | undefined {
  const output = context.matchBefore(/\{\{-?\s*[\w.]*/);
  if (output) return { from: output.from, name: output.text.replace(/^\{\{-?\s*/, ''), braces: true };
  const tag = context.matchBefore(/\{%-?\s*\w+[^%{}]*?\s[\w.]*/);
  const name = tag ? /[\w.]*$/.exec(tag.text)?.[0] : undefined;
  return name === undefined ? undefined : { from: context.pos - name.length, name, braces: false };
}

/** Puts a token in place of what was typed of it, with the braces that may stand behind it already. */
function insertToken(insert: string) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const behind = /^\s*-?\}\}/.exec(view.state.sliceDoc(to, to + 8))?.[0].length ?? 0;
    view.dispatch({
      changes: { from, to: to + behind, insert },
      selection: { anchor: from + insert.length },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    });
  };
}

/** Tokens to be written on one line: a loop is none. */
function inOneLine({ kind }: Token): boolean {
  return kind !== 'list';
}

/** Offers tokens with their examples as `{{` is typed. `lists`: whether there is room for loops. */
export function tokenCompletion(tokens: () => Promise<readonly Token[]>, lists: boolean): CompletionSource {
  return async (context): Promise<CompletionResult | null> => {
    const typed = typedToken(context);
    if (!typed) return null;
    const known = await tokens();
    const offered = typed.braces ? known.filter((token) => lists || inOneLine(token)) : known;
    const options = offered.map((token): Completion => ({
      label: token.name,
      detail: exampleOf(token),
      info: token.description,
      ...sectionOf(token),
      type: token.kind === 'list' ? 'class' : 'variable',
      apply: typed.braces ? insertToken(token.insert) : token.name,
    }));
    const nameFrom = typed.braces ? context.pos - typed.name.length : typed.from;
    return {
      from: nameFrom,
      options: typed.braces ? options.map((option) => withBraces(option, nameFrom - typed.from)) : options,
      validFor: /^[\w.]*$/,
    };
  };
}

/** The list filters by the name, and what is put in replaces the braces before it too. */
function withBraces(option: Completion, length: number): Completion {
  const { apply } = option;
  if (typeof apply !== 'function') return option;
  return { ...option, apply: (view, completion, from, to) => apply(view, completion, from - length, to) };
}
