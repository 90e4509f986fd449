import { Parser } from 'htmlparser2';
import { blocksOf, findBlock, type Block } from '../../../../shared/email/document.js';
import { masked, unmasked } from '../../../../shared/email/liquid-text.js';

/** An element of a template, of MJML or of the HTML inside it, with its place in the source. */
export interface Element {
  tag: string;
  attributes: ReadonlyMap<string, string>;
  from: number;
  to: number;
  /** The words inside, of elements of HTML that have some. */
  text: string;
}

/** All elements of a template's body: its blocks, and the HTML inside those that hold some. */
export function elementsOf(root: Block | undefined): Element[] {
  return [...blocksOf(findBlock(root, 'mj-body'))].flatMap((block) => {
    const { tag, attributes, start: from, openEnd: to, content = '' } = block;
    const own: Element = {
      tag,
      from,
      to,
      attributes: new Map(attributes.map(({ name, value }) => [name, value])),
      text: content,
    };
    return [own, ...insideOf(content, to)];
  });
}

function insideOf(content: string, offset: number): Element[] {
  const found: Element[] = [];
  const open: (Element & { text: string })[] = [];
  const parser: Parser = new Parser({
    onopentag: (tag, attributes) => {
      const values = Object.entries(attributes).map(([name, value]): [string, string] => [name, unmasked(value)]);
      const place = { from: offset + parser.startIndex, to: offset + parser.endIndex + 1 };
      const element = { tag, attributes: new Map(values), ...place, text: '' };
      found.push(element);
      open.push(element);
    },
    ontext: (text) => {
      for (const element of open) element.text += unmasked(text);
    },
    onclosetag: () => {
      open.pop();
    },
  });
  parser.end(masked(content));
  return found;
}
