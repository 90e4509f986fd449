import type { CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { masked } from '../../../../shared/email/liquid-text.js';
import type { MjmlElement } from '../../../../shared/contract/emails.js';

/** Attributes of the language itself beside those of each element. */
const EVERYWHERE = ['css-class', 'mj-class', 'show-if'];

/** The element whose opening tag a place stands in, with what is typed of it. */
function openTag(before: string): { tag: string; typed: string } | undefined {
  const match = /<([\w-]+)((?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s+([\w-]*)$/.exec(masked(before));
  return match?.[1] === undefined ? undefined : { tag: match[1], typed: match[3] ?? '' };
}

/** The element that is open where a new tag begins. */
function parentAt(before: string): string | undefined {
  const open: string[] = [];
  for (const [, closing, tag = '', , selfClosing] of masked(before).matchAll(
    /<(\/?)(mj[\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/g,
  )) {
    if (closing) open.splice(Math.max(open.lastIndexOf(tag), 0));
    else if (!selfClosing) open.push(tag);
  }
  return open.at(-1);
}

/** Offers MJML's elements, those that fit here first, and the attributes of the one whose tag is open. */
export function mjmlCompletion(elements: () => readonly MjmlElement[]): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 20_000), context.pos);
    const tag = context.matchBefore(/<[\w-]*/);
    if (tag) {
      const fitting = elements().find(
        (element) => element.tag === parentAt(before.slice(0, before.length - tag.text.length)),
      )?.children;
      return {
        from: tag.from + 1,
        options: elements().map((element) => ({
          label: element.tag,
          type: 'type',
          boost: fitting?.includes(element.tag) ? 1 : 0,
        })),
        validFor: /^[\w-]*$/,
      };
    }
    const open = openTag(before);
    if (!open || (open.typed === '' && !context.explicit)) return null;
    const attributes = elements().find((element) => element.tag === open.tag)?.attributes;
    if (!attributes) return null;
    return {
      from: context.pos - open.typed.length,
      options: [...attributes, ...EVERYWHERE].map((name) => ({ label: name, type: 'property', apply: `${name}="` })),
      validFor: /^[\w-]*$/,
    };
  };
}
