import { useDraggable } from '@dnd-kit/react';
import { IconEye } from '@tabler/icons-react';
import { createContext, memo, use, useId, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { SHOW_IF } from '../../../../shared/email/conditions.js';
import { describeBlock, holdsBlocks, nameOfTag } from '../../../../shared/email/blocks.js';
import { attribute, type Block } from '../../../../shared/email/document.js';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import type { BlockPath } from '../../../../shared/email/places.js';
import { useSegments } from '../../../app/segments.js';
import { wordsOfCondition } from '../condition/words.js';
import { BlockTools } from './BlockTools.js';
import { Gap } from './dragging.js';
import { HtmlText, ImageBox } from './HtmlText.js';
import { applied, boxStyle, buttonStyle, dividerStyle, pixels, textStyle, type Reader } from './look.js';
import { isLoose } from './moves.js';
import classes from './blocks.module.css';

interface CanvasContextValue {
  read: Reader;
  onSelect: (path: BlockPath) => void;
  /** Goes on in the settings of the selected block. */
  onOpen: () => void;
  /** Whether the e-mail can be changed by blocks now. */
  frozen: boolean;
}

export const CanvasContext = createContext<CanvasContextValue | undefined>(undefined);

function useCanvas(): CanvasContextValue {
  const canvas = use(CanvasContext);
  if (!canvas) throw new Error('A block needs a canvas around it');
  return canvas;
}

interface BlockProps {
  block: Block;
  path: BlockPath;
  /** What the block is written as: while it stays the same, so does all that is drawn of it, wherever the text has moved it. */
  text: string;
  /** The path of what is selected, if that is this block or lies in it; else empty. */
  selection: string;
}

function drawsTheSame(before: BlockProps, after: BlockProps): boolean {
  return before.text === after.text && before.selection === after.selection && before.path.join() === after.path.join();
}

/** A block as it will look, near enough to work with; the preview beside it is exact. */
export const BlockView = memo(function BlockView({ block, path, text, selection }: BlockProps) {
  const { onSelect, onOpen, frozen, read } = useCanvas();
  const isSelected = selection !== '' && selection === path.join('.');
  const { ref, isDragging } = useDraggable({ id: useId(), data: { path }, disabled: frozen || !isLoose(block) });
  const select = (event: MouseEvent) => {
    event.stopPropagation();
    if (!isSelected) onSelect(path);
  };
  return (
    <div
      ref={ref}
      className={classes['block']}
      data-tag={block.tag}
      data-selected={isSelected || undefined}
      data-dragging={isDragging || undefined}
      data-block={path.join('.')}
      style={{ ...boxStyle(read, block), ...columnStyle(read, block) }}
      onClick={select}
      onDoubleClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      <span className={classes['hoverName']} aria-hidden>
        {nameOfTag(block.tag)}
      </span>
      {isSelected && <BlockTools block={block} frozen={frozen} />}
      <ConditionNote block={block} />
      <Inside block={block} path={path} text={text} selection={selection} />
    </div>
  );
}, drawsTheSame);

/** Who sees the block, where not everybody does. */
function ConditionNote({ block }: { block: Block }) {
  const condition = attribute(block, SHOW_IF);
  const { names } = useSegments();
  if (condition === undefined) return null;
  return (
    <span className={classes['condition']}>
      <IconEye size={12} aria-hidden /> {wordsOfCondition(condition, names)}
    </span>
  );
}

function columnStyle(read: Reader, block: Block): CSSProperties {
  if (block.tag !== 'mj-column' && block.tag !== 'mj-group') return {};
  const width = applied(read, block, 'width');
  if (width === undefined) return { flex: '1 1 0' };
  return /^[\d.]+(%|px)$/.test(width) ? { flex: `0 1 ${width}` } : { flex: '1 1 0' };
}

function Inside({ block, ...rest }: BlockProps) {
  if (block.tag === 'mj-social' || block.tag === 'mj-navbar') return <Links block={block} />;
  if (holdsBlocks(block.tag)) return <Children block={block} {...rest} />;
  return <Content block={block} />;
}

const EMPTY_WORDS: Readonly<Record<string, string>> = {
  'mj-body': 'Nothing here yet. Add a section or a block from the left.',
  'mj-wrapper': 'Drop a section here',
  'mj-section': 'Drop a column or a block here',
  'mj-group': 'Drop a column here',
  'mj-column': 'Drop a block here',
  'mj-hero': 'Drop a block here',
};

/** The blocks inside another, with places to drop one between them. */
export function Children({ block, path, text, selection }: BlockProps) {
  const upright = block.tag === 'mj-section' || block.tag === 'mj-group';
  const { children } = block;
  if (children.length === 0) return <Gap parent={path} index={0} empty={EMPTY_WORDS[block.tag] ?? 'Empty'} />;
  const places: ReactNode[] = [];
  children.forEach((child, index) => {
    places.push(<Gap key={`gap ${String(index)}`} parent={path} index={index} upright={upright} />);
    const own = [...path, index];
    const name = own.join('.');
    const inside = selection === name || selection.startsWith(`${name}.`) ? selection : '';
    const written = text.slice(child.start - block.start, child.end - block.start);
    places.push(<BlockView key={index} block={child} path={own} text={written} selection={inside} />);
  });
  places.push(<Gap key="gap" parent={path} index={children.length} upright={upright} />);
  return upright ? <div className={classes['row']}>{places}</div> : <>{places}</>;
}

function Content({ block }: { block: Block }) {
  const { read } = useCanvas();
  switch (block.tag) {
    case 'mj-text':
    case 'mj-table':
      return (
        <div className={classes['text']} style={textStyle(read, block)}>
          <HtmlText html={block.content ?? ''} />
        </div>
      );
    case 'mj-button':
      return (
        <span className={classes['button']} style={buttonStyle(read, block)}>
          <HtmlText html={block.content ?? ''} />
        </span>
      );
    case 'mj-image':
      return <Picture block={block} />;
    case 'mj-divider':
      return <div className={classes['divider']} style={dividerStyle(read, block)} />;
    case 'mj-spacer':
      return <div style={{ height: pixels(applied(read, block, 'height')) ?? 20 }} />;
    case 'mj-raw':
      return <Raw block={block} />;
    default:
      return <span className={classes['other']}>{describeBlock(block)}</span>;
  }
}

/** A picture that the template holds itself shows; of others, which would have to be fetched, the place. */
function Picture({ block }: { block: Block }) {
  const { read } = useCanvas();
  const width = pixels(applied(read, block, 'width'));
  const source = attribute(block, 'src') ?? '';
  const alt = attribute(block, 'alt') ?? '';
  if (source.startsWith('data:image/'))
    return <img className={classes['picture']} src={source} alt={alt} style={width === undefined ? {} : { width }} />;
  return <ImageBox alt={alt} width={width === undefined ? undefined : String(width)} />;
}

function Links({ block }: { block: Block }) {
  return (
    <span className={classes['links']}>
      {block.children.map((child, index) => (
        <span key={index}>{child.content?.trim() || attribute(child, 'name') || nameOfTag(child.tag)}</span>
      ))}
    </span>
  );
}

/** HTML of one's own; Liquid that stands alone is a step of logic. */
function Raw({ block }: { block: Block }) {
  const content = (block.content ?? '').trim();
  const [piece] = liquidPieces(content);
  const isLogic = piece?.kind === 'tag' && piece.from === 0 && piece.to === content.length;
  return (
    <span className={classes['rawBlock']} data-logic={isLogic || undefined}>
      {isLogic ? piece.inner : content || 'Empty HTML'}
    </span>
  );
}
