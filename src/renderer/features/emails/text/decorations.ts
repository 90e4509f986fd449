import type { EditorState, Range } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { entitiesOf } from '../../../../shared/email/entities.js';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import { elementsOf, tagsOf, type Tag } from './markup.js';
import classes from './text.module.css';

/** A word in a frame that stands for a piece of the text. */
class Chip extends WidgetType {
  constructor(
    private readonly words: string,
    private readonly look: 'token' | 'logic' | 'break' | 'plain' | 'tag',
    private readonly whole: string,
  ) {
    super();
  }

  override eq(other: Chip): boolean {
    return this.words === other.words && this.look === other.look && this.whole === other.whole;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = classes[this.look] ?? '';
    element.textContent = this.words;
    if (this.whole !== this.words) element.title = this.whole;
    return element;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** How elements of a text look; their tags are not shown. */
const LOOKS: Readonly<Record<string, string | undefined>> = {
  b: classes['bold'],
  strong: classes['bold'],
  i: classes['italic'],
  em: classes['italic'],
  u: classes['underlined'],
  s: classes['struck'],
  a: classes['link'],
  h1: classes['heading'],
  h2: classes['heading'],
  h3: classes['heading'],
  h4: classes['heading'],
};
/** Elements that are nothing to look at by themselves. */
const PLAIN: ReadonlySet<string> = new Set(['p', 'span', 'div', 'small', 'font', 'center']);

/** `{{ customer.first_name | default: "there" }}` is “customer.first_name”. */
export function tokenName(inner: string): string {
  return inner.split('|')[0]?.trim() ?? '';
}

function touches(state: EditorState, from: number, to: number, hasFocus: boolean): boolean {
  return hasFocus && state.selection.ranges.some((range) => range.from < to && range.to > from);
}

interface Span {
  from: number;
  to: number;
}

const within = (outer: readonly Span[], { from, to }: Span): boolean => outer.some((span) => span.from <= from && to <= span.to);

/** Tokens as chips, which open up when the cursor goes into them. */
function drawLiquid({ state, hasFocus }: EditorView, text: string, tags: readonly Span[]): Range<Decoration>[] {
  return liquidPieces(text)
    .filter((piece) => !within(tags, piece))
    .map(({ kind, from, to, inner }) => {
      if (touches(state, from, to, hasFocus)) return Decoration.mark({ class: classes['raw'] ?? '' }).range(from, to);
      const words = kind === 'output' ? tokenName(inner) : inner;
      const widget = new Chip(words || '…', kind === 'output' ? 'token' : 'logic', text.slice(from, to));
      return Decoration.replace({ widget }).range(from, to);
    });
}

/** What formats make of a text. */
function drawFormats(text: string): Range<Decoration>[] {
  return elementsOf(text).flatMap(({ name, open, close }) => {
    const look = LOOKS[name];
    return look !== undefined && open.to < close.from ? [Decoration.mark({ class: look }).range(open.to, close.from)] : [];
  });
}

/** What is not shown as it is written: tags, entities, the space at the beginning of a line, which is there for the code alone. */
function drawHidden(text: string, tags: readonly Tag[]): Range<Decoration>[] {
  const hide = ({ from, to }: Span, widget?: Chip) => Decoration.replace(widget ? { widget } : {}).range(from, to);
  const hidden = tags.map((tag) => {
    if (tag.name === 'br') return hide(tag, new Chip('↵', 'break', 'A new line'));
    if (Object.hasOwn(LOOKS, tag.name) || PLAIN.has(tag.name)) return hide(tag);
    return hide(tag, new Chip(`<${tag.name}>`, 'tag', text.slice(tag.from, tag.to)));
  });
  const entities = entitiesOf(text).map((entity) => hide(entity, new Chip(entity.shows, 'plain', entity.shows)));
  const indents = [...text.matchAll(/(?<=\n)[ \t]+/g)].map((match) =>
    hide({ from: match.index, to: match.index + match[0].length }),
  );
  const liquid = liquidPieces(text);
  const others = [...entities, ...indents].filter((range) => !within(tags, range) && !within(liquid, range));
  return [...hidden, ...others];
}

interface Drawn {
  decorations: DecorationSet;
  atoms: DecorationSet;
}

function draw(view: EditorView, html: boolean): Drawn {
  const text = view.state.doc.toString();
  const tags = html ? tagsOf(text) : [];
  const hidden = html ? drawHidden(text, tags) : [];
  const formats = html ? drawFormats(text) : [];
  return {
    decorations: Decoration.set([...drawLiquid(view, text, tags), ...formats, ...hidden], true),
    atoms: Decoration.set(hidden, true),
  };
}

/** Shows tokens as chips and, in HTML, formats as they look. The text under it stays what it is. */
export function richLook(html: boolean) {
  return ViewPlugin.fromClass(
    class {
      drawn: Drawn;
      constructor(view: EditorView) {
        this.drawn = draw(view, html);
      }
      update(update: ViewUpdate): void {
        if (update.docChanged || update.selectionSet || update.focusChanged) this.drawn = draw(update.view, html);
      }
    },
    {
      decorations: ({ drawn }) => drawn.decorations,
      provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.drawn.atoms ?? Decoration.none),
    },
  );
}
