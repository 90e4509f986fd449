import { Position } from '@xyflow/react';
import type { Mark } from '../../shared/journey/diff.js';
import { handlesOf } from '../../shared/journey/handles.js';
import { directionOf, notesOf, type Note } from '../../shared/journey/ui.js';
import { NODE_LABELS } from '../../shared/journey/words/node.js';
import type { DraftEdge, DraftNode, JourneyDraft } from '../../shared/journey/schema.js';
import { formatNumber } from '../ui/index.js';
import { familyOf } from './families.js';
import { hasRows } from './geometry.js';
import { withoutGuess } from './guess.js';
import type { NodeWords } from '../../shared/journey/words/step.js';
import type { CanvasNode, FlowData, FlowEdge, NodeProblems, NoteNode, Selection, StepData, StepNode, Way } from './model.js';
import { figureText, type NodeFigures, type RunOverlay } from '../../shared/simulation/overlay.js';

/** Everything of which the drawn canvas is a function. */
export interface CanvasContent {
  draft: JourneyDraft;
  words: (node: DraftNode) => NodeWords;
  problems: ReadonlyMap<string, NodeProblems>;
  overlay: RunOverlay | undefined;
  stale: boolean;
  selection: Selection;
  /** The node that takes the focus when the canvas is tabbed into. */
  active: string | undefined;
  /** What became of steps and connections, where two states of a journey are compared. */
  marks?: { nodes: ReadonlyMap<string, Mark>; edges: ReadonlyMap<string, Mark> };
}

const HANDLE_LABELS: Readonly<Record<string, string>> = { timeout: 'time-out' };

function equalLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function equalWays(a: readonly Way[], b: readonly Way[]): boolean {
  return (
    a.length === b.length &&
    a.every((way, index) => {
      const other = b[index];
      return other !== undefined && way.handle === other.handle && way.label === other.label && way.free === other.free;
    })
  );
}

function equalFigures(a: NodeFigures | undefined, b: NodeFigures | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}

function equalProblems(a: NodeProblems | undefined, b: NodeProblems | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return a.errors === b.errors && a.warnings === b.warnings && equalLists(a.messages, b.messages);
}

function sameStep(a: StepData, b: StepData): boolean {
  return (
    a.type === b.type &&
    a.family === b.family &&
    a.title === b.title &&
    a.detail === b.detail &&
    a.stale === b.stale &&
    a.down === b.down &&
    a.mark === b.mark &&
    equalWays(a.ways, b.ways) &&
    equalProblems(a.problems, b.problems) &&
    equalFigures(a.figures, b.figures)
  );
}

function stepData(node: DraftNode, content: CanvasContent, taken: ReadonlySet<string>): StepData {
  const { title, detail, ways: wayWords = {} } = content.words(node);
  const ways = handlesOf(node).map((handle): Way => ({
    handle,
    label: (Object.hasOwn(wayWords, handle) ? wayWords[handle] : undefined) ?? HANDLE_LABELS[handle] ?? handle,
    free: !taken.has(wayKey(node.id, handle)),
  }));
  return {
    type: node.type,
    family: familyOf(node),
    title,
    detail,
    ways,
    problems: content.problems.get(node.id),
    figures: content.overlay?.nodes.get(node.id),
    stale: content.stale && content.overlay !== undefined,
    down: directionOf(content.draft) === 'down',
    mark: content.marks?.nodes.get(node.id),
  };
}

function wayKey(node: string, handle: string): string {
  return `${node}\n${handle}`;
}

/** What a screen reader says of a node: all that it shows, and what is wrong with it. */
export function accessibleName({ type, title, detail, figures, problems }: StepData): string {
  const counts = figures?.figures.map((figure) => `${figureText(figure)} ${figure.label}`) ?? [];
  const faults = problems ? [...(problems.errors > 0 ? [`${String(problems.errors)} to mend`] : []), ...problems.messages] : [];
  const parts = [`${NODE_LABELS[type]}: ${title}`, detail, counts.join(', '), ...faults];
  return parts
    .filter((part) => part !== '')
    .map((part) => part.replace(/\.$/, ''))
    .join('. ');
}

/**
 * The canvas nodes of a journey. What did not change comes back as the same object, with what the canvas has measured; a node
 * that is being dragged stays under the pointer.
 */
export function projectNodes(content: CanvasContent, before: CanvasNode[]): CanvasNode[] {
  const known = new Map<string, StepNode>();
  const knownNotes = new Map<string, NoteNode>();
  for (const node of before) {
    if (node.type === 'step') known.set(node.id, node);
    else knownNotes.set(node.id, node);
  }
  const taken = new Set(content.draft.edges.map((edge) => wayKey(edge.source, edge.sourceHandle)));
  const next: CanvasNode[] = [
    ...notesOf(content.draft).map((note) => projectNote(note, content, knownNotes.get(note.id))),
    ...content.draft.nodes.map((node) => projectNode(node, content, taken, known.get(node.id))),
  ];
  return equalLists(next, before) ? before : next;
}

/** Notes lie under everything else. */
function projectNote(note: Note, content: CanvasContent, old: NoteNode | undefined): NoteNode {
  const selected = content.selection.nodes.has(note.id);
  const focusable = content.active === note.id;
  if (old && old.data.note === note && old.selected === selected && old.focusable === focusable) return old;
  const isMoving = old?.dragging === true || old?.resizing === true;
  return {
    ...(old ?? { id: note.id, type: 'note', zIndex: -1 }),
    position: isMoving ? old.position : note.position,
    width: isMoving && old.width !== undefined ? old.width : note.width,
    height: isMoving && old.height !== undefined ? old.height : note.height,
    data: { note },
    selected,
    focusable,
    ariaRole: 'button',
    ariaLabel: `Note: ${note.text === '' ? 'empty' : note.text}`,
    domAttributes: { 'aria-roledescription': 'note', 'aria-pressed': selected },
  };
}

function projectNode(node: DraftNode, content: CanvasContent, taken: ReadonlySet<string>, old: StepNode | undefined): StepNode {
  const fresh = stepData(node, content, taken);
  const data = old && sameStep(old.data, fresh) ? old.data : fresh;
  const selected = content.selection.nodes.has(node.id);
  const focusable = content.active === node.id;
  const place = node.position ?? { x: 0, y: 0 };
  const position =
    old && (old.dragging === true || (old.position.x === place.x && old.position.y === place.y)) ? old.position : place;
  if (old && old.data === data && old.selected === selected && old.focusable === focusable && old.position === position)
    return old;
  const sides = data.down
    ? { sourcePosition: Position.Bottom, targetPosition: Position.Top }
    : { sourcePosition: Position.Right, targetPosition: Position.Left };
  return {
    ...(old ? withoutGuess(old) : { id: node.id, type: 'step' }),
    ...sides,
    position,
    data,
    selected,
    focusable,
    ariaRole: 'button',
    domAttributes: { 'aria-roledescription': 'step', 'aria-pressed': selected },
  };
}

/** The canvas edges of a journey; what did not change comes back as the same object. */
export function projectEdges(content: CanvasContent, before: FlowEdge[]): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const nodes = new Map(content.draft.nodes.map((node) => [node.id, node]));
  const next = content.draft.edges.flatMap((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    return source && target ? [projectEdge(edge, source, target, content, known.get(edge.id))] : [];
  });
  return equalLists(next, before) ? before : next;
}

function projectEdge(
  edge: DraftEdge,
  source: DraftNode,
  target: DraftNode,
  content: CanvasContent,
  old: FlowEdge | undefined,
): FlowEdge {
  const selected = content.selection.edges.has(edge.id);
  const fresh = flowData(edge, source, content);
  const data = old?.data && sameFlow(old.data, fresh) ? old.data : fresh;
  const isSame =
    old &&
    old.data === data &&
    old.selected === selected &&
    old.source === edge.source &&
    old.target === edge.target &&
    old.sourceHandle === edge.sourceHandle;
  if (isSame) return old;
  const from = content.words(source).title;
  const to = content.words(target).title;
  const way = data.label === '' ? '' : ` (${data.label})`;
  const flow = data.figures ? `, ${formatNumber(data.figures.count)} ${data.figures.unit}` : '';
  return {
    id: edge.id,
    type: 'flow',
    source: edge.source,
    sourceHandle: edge.sourceHandle,
    target: edge.target,
    targetHandle: 'in',
    selected,
    data,
    ariaLabel: `From ${from}${way} to ${to}${flow}`,
    focusable: false,
    // Of a thousand connections hardly one is taken hold of: only one that was pointed at has the places for it.
    reconnectable: old?.reconnectable ?? false,
  };
}

function flowData(edge: DraftEdge, source: DraftNode, content: CanvasContent): FlowData {
  const handles = handlesOf(source);
  const row = hasRows(handles);
  const label = row ? (HANDLE_LABELS[edge.sourceHandle] ?? edge.sourceHandle) : '';
  const good = edge.sourceHandle === 'yes' || edge.sourceHandle === 'happened';
  return {
    label,
    family: familyOf(source),
    good,
    row,
    figures: content.overlay?.edges.get(edge.id),
    stale: content.stale && content.overlay !== undefined,
    down: directionOf(content.draft) === 'down',
    mark: content.marks?.edges.get(edge.id),
  };
}

function sameFlow(a: FlowData, b: FlowData): boolean {
  return (
    a.label === b.label &&
    a.family === b.family &&
    a.good === b.good &&
    a.row === b.row &&
    a.down === b.down &&
    a.mark === b.mark &&
    a.stale === b.stale &&
    a.figures?.count === b.figures?.count &&
    a.figures?.change === b.figures?.change &&
    a.figures?.unit === b.figures?.unit &&
    a.figures?.width === b.figures?.width
  );
}
