import { LiquidError } from 'liquidjs';
import { conditionalBlocks, SHOW_IF, type ConditionalBlock } from '../../../shared/email/conditions.js';
import { blocksOf, findBlock, parseMjml, type Block, type MjmlDocument } from '../../../shared/email/document.js';
import { headText } from '../../../shared/email/edits.js';
import { escapeText } from '../../../shared/email/entities.js';
import { liquidPieces } from '../../../shared/email/liquid-text.js';
import type { MessageData, MissingValue, RenderedMessage } from '../../../shared/email/message.js';
import { liquidWords, type LiquidWords } from '../../../shared/email/needs.js';
import type { MessageSource, TemplateProblem } from '../../../shared/email/template.js';
import { EngineError } from '../../../shared/contract/error.js';
import { LiquidText } from './liquid.js';
import { liquidMessage } from './liquid-message.js';
import { compileMjml, plainText } from './mjml.js';
import { liquidFault } from './names.js';

/** The name under which Liquid finds which conditional blocks are shown. */
const SHOWN = '__shown';

export interface RenderOptions {
  /** Shows what is missing where it is missing; for previews, never for what is sent. */
  marks?: boolean;
}

interface Parts {
  subject: LiquidText;
  preheader: LiquidText;
  html: LiquidText;
  text: LiquidText;
}

/** A template ready to be rendered for any number of recipients: MJML was compiled and Liquid parsed once. */
export class CompiledTemplate {
  constructor(
    private readonly parts: Parts,
    /** Its conditional blocks; `MessageData.shown` answers them in this order. */
    readonly blocks: readonly ConditionalBlock[],
    private readonly lists: readonly LoopedList[],
    /** What its Liquid may name. */
    readonly words: LiquidWords,
    readonly warnings: readonly TemplateProblem[],
  ) {}

  /**
   * The message for one recipient.
   * @throws EngineError `invalid` when Liquid fails on the recipient's values or passes a limit.
   */
  render({ values, shown, time, zone }: MessageData, { marks = false }: RenderOptions = {}): RenderedMessage {
    const scope = { ...values, [SHOWN]: shown };
    const missing: MissingValue[] = [];
    const write = (part: LiquidText): string => {
      const found = new Map<string, MissingValue>();
      const text = part.render(scope, { time, zone }, found, marks);
      missing.push(...found.values());
      return text;
    };
    try {
      const { subject, preheader, html, text } = this.parts;
      return {
        subject: oneLine(write(subject)),
        preheader: oneLine(write(preheader)),
        html: write(html),
        text: tidyLines(write(text)),
        missing: missing.filter(
          ({ part, token }) => part !== 'text' || !missing.some((other) => other.part === 'html' && other.token === token),
        ),
        empty: [
          ...new Set(
            this.lists
              .filter(({ path, inside }) => inside.every((place) => shown[place]) && isEmpty(valueAt(values, path)))
              .map(({ path }) => path),
          ),
        ],
      };
    } catch (error) {
      if (error instanceof LiquidError) throw new EngineError('invalid', liquidMessage(error), [], { cause: error });
      throw error;
    }
  }
}

/** A template that was looked at: ready to be rendered when nothing in it is wrong. */
export interface Compilation {
  template: CompiledTemplate | undefined;
  problems: TemplateProblem[];
  /** The text version with its Liquid: the template's own, or the one made from it. */
  text: string;
  subject: string;
  preheader: string;
}

export interface CompileOptions {
  /** Gives elements of the body a class that names their place in the MJML (`wp-at-120`), for editors. */
  places?: boolean;
}

/**
 * Compiles a template once for all its recipients. Faults of the template are told, not thrown.
 */
export async function compileTemplate(source: MessageSource, { places = false }: CompileOptions = {}): Promise<Compilation> {
  const document = parseMjml(source.mjml);
  const subject = source.subject?.trim() ? source.subject : headText(document.root, 'mj-title');
  const preheader = source.preheader?.trim() ? source.preheader : headText(document.root, 'mj-preview');
  const { blocks, faults } = conditionalBlocks(document.root);
  const problems: TemplateProblem[] = [...document.faults, ...faults].map((fault) => ({
    severity: 'error',
    part: 'mjml',
    ...fault,
  }));
  const fault = liquidFault(source.mjml, 'mjml');
  if (fault) problems.push(fault);
  const result = { template: undefined, problems, text: source.text ?? '', subject, preheader };
  if (problems.length > 0) return result;
  const changes = [...readying(source.mjml, document, blocks, preheader), ...(places ? placeClasses(source.mjml, document) : [])];
  const compiled = await compileMjml(replaced(source.mjml, changes));
  problems.push(...compiled.errors.map((error) => mjmlProblem(source.mjml, error)));
  if (compiled.lost.length > 0) problems.push(lostLiquid(source.mjml, document));
  const text = source.text ?? (await plainText(compiled.html));
  const parts = parseParts({ subject, preheader, html: compiled.html, text }, source, problems);
  if (!parts || problems.some(({ severity }) => severity === 'error')) return { ...result, text };
  const words = liquidWords([subject, preheader, source.mjml, text]);
  return { ...result, text, template: new CompiledTemplate(parts, blocks, loopedLists(source.mjml, blocks), words, problems) };
}

/** @throws EngineError `invalid`, saying what is wrong first. */
export async function compileOrRefuse(source: MessageSource, name: string, options?: CompileOptions): Promise<CompiledTemplate> {
  const { template, problems } = await compileTemplate(source, options);
  if (template) return template;
  const [first] = problems.filter(({ severity }) => severity === 'error');
  throw new EngineError('invalid', `The e-mail “${name}” cannot be rendered: ${first?.message ?? 'it has a fault.'}`);
}

interface Change {
  from: number;
  to: number;
  text: string;
}

/** Elements that take a class. */
const VISIBLE: ReadonlySet<string> = new Set(
  [
    'section',
    'column',
    'group',
    'wrapper',
    'hero',
    'text',
    'button',
    'image',
    'divider',
    'spacer',
    'table',
    'social',
    'navbar',
  ].map((name) => `mj-${name}`),
);

function placeClasses(source: string, { root }: MjmlDocument): Change[] {
  return [...blocksOf(root)]
    .filter(({ tag }) => VISIBLE.has(tag))
    .map(({ start, openEnd, tag }) => {
      const own = /\scss-class\s*=\s*["']/.exec(source.slice(start, openEnd));
      const name = `wp-at-${String(start)}`;
      const at = own ? start + own.index + own[0].length : start + 1 + tag.length;
      return { from: at, to: at, text: own ? `${name} ` : ` css-class="${name}"` };
    });
}

/** What puts conditional blocks into Liquid and the preheader in its place. Lines stay where they are. */
function readying(source: string, document: MjmlDocument, blocks: readonly ConditionalBlock[], preheader: string): Change[] {
  const changes = blocks.flatMap(({ block }, place): Change[] => [
    { from: block.start, to: block.start, text: `<mj-raw>{% if ${SHOWN}[${String(place)}] %}</mj-raw>` },
    withoutCondition(source, block),
    { from: block.end, to: block.end, text: '<mj-raw>{% endif %}</mj-raw>' },
  ]);
  const preview = findBlock(document.root, 'mj-preview');
  const head = findBlock(document.root, 'mj-head');
  const { root } = document;
  const text = escapeText(preheader);
  if (preview) changes.push({ from: preview.openEnd, to: preview.closeStart, text });
  else if (preheader !== '' && head && !head.selfClosing)
    changes.push({ from: head.openEnd, to: head.openEnd, text: `<mj-preview>${text}</mj-preview>` });
  else if (preheader !== '' && root && !head)
    changes.push({ from: root.openEnd, to: root.openEnd, text: `<mj-head><mj-preview>${text}</mj-preview></mj-head>` });
  return changes;
}

function replaced(source: string, changes: readonly Change[]): string {
  let result = '';
  let end = 0;
  // Sorting is stable: of two at one place the outer block's closing comes after the inner one's.
  for (const { from, to, text } of [...changes].sort((a, b) => a.from - b.from)) {
    result += source.slice(end, from) + text;
    end = Math.max(end, to);
  }
  return result + source.slice(end);
}

function withoutCondition(source: string, { start, openEnd }: Block): Change {
  const opening = source.slice(start, openEnd);
  const match = new RegExp(`\\s${SHOW_IF}\\s*=\\s*("[^"]*"|'[^']*')`).exec(opening);
  if (!match) return { from: start, to: start, text: '' };
  const from = start + match.index;
  const newLines = match[0].replaceAll(/[^\n]/g, '');
  return { from, to: from + match[0].length, text: newLines };
}

function mjmlProblem(source: string, { line, message }: { line: number; message: string }): TemplateProblem {
  const lines = source.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { severity: 'warning', part: 'mjml', message: `${message}.`, from, to: from + (lines[line - 1]?.length ?? 0) };
}

/** Liquid between blocks: MJML takes no text there. */
function lostLiquid(source: string, { root }: MjmlDocument): TemplateProblem {
  const spans: Block[] = [];
  const pending = root ? [root] : [];
  for (let block = pending.pop(); block; block = pending.pop()) {
    if (block.content !== undefined) spans.push(block);
    pending.push(...block.children);
  }
  const inside = (from: number): boolean => spans.some(({ start, end }) => from >= start && from < end);
  const [first] = liquidPieces(source).filter(({ from, kind }) => kind === 'tag' && !inside(from));
  return {
    severity: 'error',
    part: 'mjml',
    message: 'Liquid between blocks must stand in <mj-raw>…</mj-raw>; to show a block to some only, give it a condition.',
    ...(first && { from: first.from, to: first.to }),
  };
}

function parseParts(
  texts: Record<'subject' | 'preheader' | 'html' | 'text', string>,
  source: MessageSource,
  problems: TemplateProblem[],
): Parts | undefined {
  const parse = (part: keyof typeof texts, shownIn: TemplateProblem['part']): LiquidText | undefined => {
    try {
      return LiquidText.parse(texts[part], part);
    } catch (error) {
      if (!(error instanceof LiquidError)) throw error;
      // What was made from the template has its faults, and they are told there.
      if (part === 'text' && source.text === null) return undefined;
      const { begin: from, end: to } = error.token;
      problems.push({ severity: 'error', part: shownIn, message: liquidMessage(error), ...(part !== 'html' && { from, to }) });
      return undefined;
    }
  };
  const [subject, preheader] = [parse('subject', 'subject'), parse('preheader', 'preheader')];
  const [html, text] = [parse('html', 'mjml'), parse('text', 'text')];
  return subject && preheader && html && text ? { subject, preheader, html, text } : undefined;
}

/** A list that `for` goes through, and places of the conditional blocks that it stands in. */
interface LoopedList {
  path: string;
  inside: readonly number[];
}

/** The lists that `for` goes through without an `else` for when they hold nothing. */
function loopedLists(mjml: string, blocks: readonly ConditionalBlock[]): LoopedList[] {
  const lists: LoopedList[] = [];
  const open: { list?: LoopedList; otherwise: boolean }[] = [];
  for (const { kind, inner, from } of liquidPieces(mjml)) {
    if (kind !== 'tag') continue;
    const top = open.at(-1);
    const [, path] = /^for\s+\S+\s+in\s+([\w.]+)/.exec(inner) ?? [];
    if (/^(for|if|unless|case|tablerow)\b/.test(inner)) {
      const inside = blocks.flatMap(({ block }, place) => (from >= block.start && from < block.end ? [place] : []));
      open.push({ ...(path !== undefined && { list: { path, inside } }), otherwise: false });
    } else if (inner === 'else' && top) top.otherwise = true;
    else if (/^end(for|if|unless|case|tablerow)$/.test(inner)) {
      const ended = open.pop();
      if (ended?.list && !ended.otherwise) lists.push(ended.list);
    }
  }
  return lists;
}

function valueAt(values: MessageData['values'], path: string): unknown {
  let value: unknown = values;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Blocks that are not shown leave no gap. */
function tidyLines(text: string): string {
  return `${text
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** A header is one line, whatever a value holds. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}
