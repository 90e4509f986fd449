import { Parser } from 'htmlparser2';
import { masked, unmasked } from './liquid-text.js';

/**
 * A template's MJML as a tree that knows where in the text everything stands. The text is the one document: the visual
 * editor changes it by small replacements (`edits.ts`), so that code, comments and spacing survive.
 */
export interface Attribute {
  name: string;
  value: string;
}

export interface Block {
  tag: string;
  attributes: Attribute[];
  /** Where the opening tag begins and ends, and where the whole element ends. */
  start: number;
  openEnd: number;
  /** Where the closing tag begins; `openEnd` of an element that closes itself. */
  closeStart: number;
  end: number;
  selfClosing: boolean;
  children: Block[];
  /** The text inside, of elements that hold HTML and no blocks. */
  content: string | undefined;
}

export interface MjmlFault {
  message: string;
  from: number;
  to: number;
}

export interface MjmlDocument {
  root: Block | undefined;
  faults: MjmlFault[];
}

/** Elements whose inside is HTML or text, not blocks. */
const HOLDS_HTML: ReadonlySet<string> = new Set([
  'mj-text',
  'mj-button',
  'mj-table',
  'mj-raw',
  'mj-title',
  'mj-preview',
  'mj-style',
  'mj-navbar-link',
  'mj-social-element',
  'mj-accordion-title',
  'mj-accordion-text',
]);

/** No sound template comes near: whoever walks a tree may do so by recursion. */
const DEEPEST = 100;

/** Reads MJML. Never throws: what cannot be read is told as a fault, and the rest is still a tree. */
export function parseMjml(source: string): MjmlDocument {
  return new Reader(source).read();
}

class Reader {
  readonly #source: string;
  readonly #masked: string;
  readonly #faults: MjmlFault[] = [];
  readonly #open: Block[] = [];
  #root: Block | undefined;
  #attributes: Attribute[] = [];
  /** The first block that is nested too deep; what lies so deep is left out. */
  #tooDeep: Block | undefined;
  /** How many elements of the same name are open inside one that holds HTML. */
  #inside = 0;

  constructor(source: string) {
    this.#source = source;
    this.#masked = masked(source);
  }

  read(): MjmlDocument {
    const parser: Parser = new Parser(
      {
        onattribute: (name, value) => {
          this.#attributes.push({ name, value: unmasked(value) });
        },
        onopentag: (name) => {
          this.#opened(name, parser.startIndex, parser.endIndex + 1);
        },
        onclosetag: (name, implied) => {
          this.#closed(name, implied, parser.startIndex, parser.endIndex + 1);
        },
      },
      { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true, lowerCaseTags: false },
    );
    parser.end(this.#masked);
    if (this.#tooDeep) this.#fault(`Blocks are nested more than ${String(DEEPEST)} levels deep.`, this.#tooDeep);
    if (!this.#root) this.#faults.push({ message: 'A template begins with <mjml>.', from: 0, to: this.#source.length });
    else if (this.#root.tag !== 'mjml') this.#fault(`A template begins with <mjml>, not with <${this.#root.tag}>.`, this.#root);
    return { root: this.#root, faults: this.#faults };
  }

  #opened(tag: string, start: number, openEnd: number): void {
    const attributes = this.#attributes;
    this.#attributes = [];
    const parent = this.#open.at(-1);
    if (parent && HOLDS_HTML.has(parent.tag)) {
      if (tag === parent.tag) this.#inside += 1;
      return;
    }
    const selfClosing = this.#source[openEnd - 2] === '/';
    const holdsHtml = HOLDS_HTML.has(tag);
    const block: Block = {
      ...{ tag, attributes, start, openEnd, selfClosing, closeStart: openEnd, end: openEnd, children: [] },
      content: holdsHtml ? '' : undefined,
    };
    if (tag === 'mj-include')
      this.#fault(
        '<mj-include> is refused: a template holds everything itself, so that it reads no file of this computer.',
        block,
      );
    if (this.#open.length >= DEEPEST) this.#tooDeep ??= block;
    else if (parent) parent.children.push(block);
    else if (this.#root) this.#fault(`<${tag}> stands outside <${this.#root.tag}>.`, block);
    else this.#root = block;
    this.#open.push(block);
    this.#inside = 0;
  }

  #closed(tag: string, implied: boolean, start: number, end: number): void {
    const block = this.#open.at(-1);
    if (!block) return;
    if (HOLDS_HTML.has(block.tag)) {
      if (tag !== block.tag) return;
      if (this.#inside > 0 && !block.selfClosing) {
        this.#inside -= 1;
        return;
      }
    }
    if (tag !== block.tag) return;
    this.#open.pop();
    if (block.selfClosing) return;
    block.closeStart = implied ? this.#source.length : start;
    block.end = implied ? this.#source.length : end;
    if (implied) this.#fault(`<${tag}> is never closed: </${tag}> is missing.`, block);
    if (block.content !== undefined) block.content = this.#source.slice(block.openEnd, block.closeStart);
  }

  #fault(message: string, { start, openEnd }: Block): void {
    this.#faults.push({ message, from: start, to: openEnd });
  }
}

/** The value of an attribute. */
export function attribute(block: Block, name: string): string | undefined {
  return block.attributes.find((each) => each.name === name)?.value;
}

/** Every block of a tree, parents first. */
export function* blocksOf(root: Block | undefined): Generator<Block> {
  if (!root) return;
  yield root;
  for (const child of root.children) yield* blocksOf(child);
}

/** The first element of a name. */
export function findBlock(root: Block | undefined, tag: string): Block | undefined {
  for (const block of blocksOf(root)) if (block.tag === tag) return block;
  return undefined;
}
