import { compile } from 'css-select';
import type { parseDocument } from 'htmlparser2';
import { parse, type ChildNode as Css, type Rule } from 'postcss';

export type HtmlNode = ReturnType<typeof parseDocument>['children'][number];
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>;

/** What a rule sets in the dark. */
interface DarkRule {
  matches: (element: HtmlElement) => boolean;
  declarations: readonly { name: string; value: string; important: boolean }[];
}

const DARK = /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/i;
/** What decides how well a text can be read. */
const LOOKED_AT: ReadonlySet<string> = new Set([
  'color',
  'background',
  'background-color',
  'font-size',
  'font-weight',
  'display',
]);
/** More rules than any message has. */
const MOST_RULES = 300;

/** What an e-mail changes for mailboxes in the dark: the rules of its `@media (prefers-color-scheme: dark)`. */
export class DarkStyles {
  private constructor(private readonly rules: readonly DarkRule[]) {}

  /** @param sheets the texts of the `style` elements. What cannot be read as CSS changes nothing, as in a mailbox. */
  static of(sheets: readonly string[]): DarkStyles {
    return new DarkStyles(sheets.flatMap(darkRules).slice(0, MOST_RULES));
  }

  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  /** The styles of an element in the dark, by name. @param own those of its `style` attribute, with `!important` where it stands there. */
  over(element: HtmlElement, own: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const styles = new Map(own);
    const decided = new Set([...own].flatMap(([name, value]) => (/!\s*important/i.test(value) ? [name] : [])));
    const weighty = new Set<string>();
    for (const { matches, declarations } of this.rules) {
      if (!matches(element)) continue;
      for (const { name, value, important } of declarations) {
        // An attribute goes before a rule unless that is important; of two rules the important one, then the later one.
        if (decided.has(name) || (!important && (own.has(name) || weighty.has(name)))) continue;
        if (important) weighty.add(name);
        set(styles, name, value);
      }
    }
    return styles;
  }
}

/** A background that is set as a whole takes away its colour, and the other way round. */
function set(styles: Map<string, string>, name: string, value: string): void {
  if (name === 'background') styles.delete('background-color');
  if (name === 'background-color') styles.delete('background');
  styles.set(name, value);
}

function darkRules(sheet: string): DarkRule[] {
  const found: DarkRule[] = [];
  const collect = (node: Css, isDark: boolean): void => {
    if (node.type === 'rule' && isDark) found.push(ruleOf(node));
    if (node.type === 'atrule')
      for (const inner of node.nodes ?? [])
        collect(inner, isDark || (node.name.toLowerCase() === 'media' && DARK.test(node.params)));
  };
  for (const node of parsed(sheet)) collect(node, false);
  return found.filter(({ declarations }) => declarations.length > 0);
}

function parsed(sheet: string): readonly Css[] {
  try {
    return parse(sheet).nodes;
  } catch {
    // Not CSS: no mailbox reads it either.
    return [];
  }
}

function ruleOf({ selector, nodes }: Rule): DarkRule {
  const declarations = nodes.flatMap((node) => {
    if (node.type !== 'decl') return [];
    const name = node.prop.toLowerCase();
    return LOOKED_AT.has(name) ? [{ name, value: node.value, important: node.important === true }] : [];
  });
  return { matches: matcherOf(selector), declarations };
}

function matcherOf(selector: string): DarkRule['matches'] {
  try {
    return compile<HtmlNode, HtmlElement>(selector);
  } catch {
    // `::before` and the like: no text is looked at there.
    return () => false;
  }
}
