import { handlesOf } from '../../shared/journey/handles.js';
import { takeClip, clipOrigin, clipText, isEmptyClip, parseClip, renewClip } from '../../shared/journey/edit/clip.js';
import type { Attachment, Clip } from '../../shared/journey/edit/command.js';
import { nodesReference } from '../../shared/journey/edit/names.js';
import { NODE_LABELS } from '../../shared/journey/words/node.js';
import { newNode } from '../../shared/journey/edit/new-node.js';
import type { DraftNode, JourneyDraft, NodeType, Position } from '../../shared/journey/schema.js';
import { notesOf, type Note } from '../../shared/journey/ui.js';
import { freshEdgeId, freshId, freshNodeId, type CanvasEditor, type CanvasView } from './editor.js';
import {
  FINE_GRID,
  freePlace,
  GRID,
  HANDLE_Y,
  NODE_WIDTH,
  placeBehind,
  placeBetween,
  rectOf,
  roughHeight,
  snap,
} from './geometry.js';
import { NOTHING_SELECTED, type NoteChange, type Selection } from './model.js';

/** Where a new step goes. `auto` goes on from what is selected. */
export type AddPlace =
  | { kind: 'auto' }
  | { kind: 'at'; position: Position }
  | { kind: 'behind'; source: string; handle: string; position?: Position }
  | { kind: 'into'; edge: string }
  /** The edge leads to it instead of where it led. */
  | { kind: 'endOf'; edge: string; position: Position };

/** What can be done on the canvas by mouse, key or menu alike. */
export interface StepActions {
  add: (type: NodeType, place: AddPlace) => void;
  /** Leads the way out or the edge of a place to a step that is there. */
  lead: (place: AddPlace, target: string) => void;
  /** An empty note, where it is wished or else in the middle of what is seen. Returns its id. */
  addNote: (at?: Position) => string | undefined;
  changeNote: (note: string, change: NoteChange) => void;
  remove: () => void;
  duplicate: () => void;
  /** The selected steps as text for the clipboard, or `undefined` when nothing is selected. */
  copied: () => string | undefined;
  /** Puts in what a clipboard's text holds; whether it held steps. */
  paste: (text: string, at: Position | undefined) => boolean;
  selectAll: () => void;
  /** Moves what is selected by so many pixels; presses in a row are one step of the history. */
  nudge: (dx: number, dy: number) => void;
}

const PASTE_OFFSET = 2 * GRID;
const NOTE_SIZE = { width: 208, height: 112 };

function only(selection: Selection): { node?: string; edge?: string } {
  const [node] = selection.nodes;
  const [edge] = selection.edges;
  if (selection.nodes.size === 1 && selection.edges.size === 0 && node !== undefined) return { node };
  if (selection.edges.size === 1 && selection.nodes.size === 0 && edge !== undefined) return { edge };
  return {};
}

/** Turns `auto` into a place: behind the first free way out of the selected step, else into its only way on. */
export function resolvePlace(draft: JourneyDraft, selection: Selection, type: NodeType, centre: Position): AddPlace {
  const { node: id, edge } = only(selection);
  const inside = (place: AddPlace): AddPlace => (type === 'trigger' ? { kind: 'at', position: centre } : place);
  if (edge !== undefined) return inside({ kind: 'into', edge });
  const node = draft.nodes.find((candidate) => candidate.id === id);
  if (!node || type === 'trigger') return { kind: 'at', position: besideTriggers(draft, type) ?? centre };
  const taken = draft.edges.filter((candidate) => candidate.source === node.id);
  const free = handlesOf(node).find((handle) => !taken.some((candidate) => candidate.sourceHandle === handle));
  if (free !== undefined) return { kind: 'behind', source: node.id, handle: free };
  const [way] = taken;
  if (way && taken.length === 1 && type !== 'exit') return { kind: 'into', edge: way.id };
  const { x, y } = node.position ?? centre;
  return { kind: 'at', position: { x: x + NODE_WIDTH + 88, y } };
}

/** A further trigger goes below the others. */
function besideTriggers(draft: JourneyDraft, type: NodeType): Position | undefined {
  const last = type === 'trigger' ? draft.nodes.findLast((node) => node.type === 'trigger') : undefined;
  return last?.position && { x: last.position.x, y: last.position.y + 120 };
}

interface Placed {
  node: DraftNode;
  attach?: Attachment;
  moved: Record<string, Position>;
}

/** A new step; one that goes on from another belongs to its stage. */
function newStep(draft: JourneyDraft, type: NodeType, position: Position, before?: DraftNode): DraftNode {
  const node = newNode(type, freshNodeId(draft, type), position);
  return before?.stage === undefined ? node : { ...node, stage: before.stage };
}

function placed(
  draft: JourneyDraft,
  type: NodeType,
  place: Exclude<AddPlace, { kind: 'auto' }>,
  view: CanvasView,
): Placed | string {
  const node = (position: Position, before?: DraftNode) => newStep(draft, type, position, before);
  const height = roughHeight(node({ x: 0, y: 0 }));
  if (place.kind === 'at') {
    return { node: node(freePlace(draft, view.heights(), place.position, height)), moved: {} };
  }
  if (place.kind === 'behind') {
    const source = draft.nodes.find((candidate) => candidate.id === place.source);
    if (!source) return 'That step is no longer there.';
    const position = place.position
      ? freePlace(draft, view.heights(), place.position, height)
      : placeBehind(draft, view.heights(), source, place.handle, height);
    return {
      node: node(position, source),
      attach: { behind: { source: source.id, sourceHandle: place.handle }, edge: freshEdgeId(draft) },
      moved: {},
    };
  }
  if (place.kind === 'endOf') {
    return {
      node: node(freePlace(draft, view.heights(), place.position, height), sourceOf(draft, place.edge)),
      attach: { endOf: place.edge },
      moved: {},
    };
  }
  return placedInto(draft, type, place.edge, node, view);
}

function sourceOf(draft: JourneyDraft, edgeId: string): DraftNode | undefined {
  const edge = draft.edges.find(({ id }) => id === edgeId);
  return draft.nodes.find(({ id }) => id === edge?.source);
}

function placedInto(
  draft: JourneyDraft,
  type: NodeType,
  edgeId: string,
  node: (position: Position, before?: DraftNode) => DraftNode,
  view: CanvasView,
): Placed | string {
  const edge = draft.edges.find((candidate) => candidate.id === edgeId);
  const source = sourceOf(draft, edgeId);
  const target = draft.nodes.find((candidate) => candidate.id === edge?.target);
  if (!source || !target) return 'That connection is no longer there.';
  if (type === 'exit') return 'An exit ends the journey, so nothing can come after it. Put it at the end of a way out.';
  const { position, moved } = placeBetween(draft, source, target, view.heights());
  const fresh = node(position, source);
  return { node: fresh, attach: { into: edgeId, handle: handlesOf(fresh)[0] ?? 'out', edge: freshEdgeId(draft) }, moved };
}

/** The canvas point at which a dropped step's way in lies under the pointer. */
export function underPointer({ x, y }: Position): Position {
  return { x: snap(x - NODE_WIDTH / 2), y: snap(y - HANDLE_Y) };
}

export function createActions(editor: CanvasEditor, view: CanvasView): StepActions {
  function selectOnly(nodes: readonly string[]): void {
    editor.select({ nodes: new Set(nodes), edges: new Set() });
    const [first] = nodes;
    if (first !== undefined) editor.setActive(first);
  }

  function add(type: NodeType, wish: AddPlace): void {
    const draft = editor.draft();
    const place = wish.kind === 'auto' ? resolvePlace(draft, editor.selection(), type, view.centre()) : wish;
    const result = place.kind === 'auto' ? 'Nothing is selected.' : placed(draft, type, place, view);
    if (typeof result === 'string') return view.refuse(result);
    const key = `add ${result.node.id}`;
    const refusal = editor.execute({ kind: 'addNode', node: result.node, ...(result.attach && { attach: result.attach }) }, key);
    if (refusal !== undefined) return view.refuse(refusal);
    if (Object.keys(result.moved).length > 0) editor.execute({ kind: 'moveNodes', positions: result.moved }, key);
    selectOnly([result.node.id]);
    view.focusNode(result.node.id);
    view.announce(`${NODE_LABELS[type]} added${result.attach ? ' and connected' : ''}.`);
  }

  function remove(): void {
    const { nodes, edges } = editor.selection();
    if (nodes.size + edges.size === 0) return;
    const draft = editor.draft();
    const what = nodes.size > 0 ? nodesReference(draft, [...nodes]) : 'connection';
    const next = heir(draft, nodes);
    const refusal = editor.execute({ kind: 'deleteItems', nodes: [...nodes], edges: [...edges] });
    if (refusal !== undefined) return view.refuse(refusal);
    editor.select(NOTHING_SELECTED);
    view.announce(`Deleted ${what}. Undo brings it back.`);
    if (next !== undefined && nodes.size > 0) {
      editor.setActive(next);
      view.focusNode(next);
    }
  }

  function insert(kind: 'duplicate' | 'paste', clip: Clip, offset: Position): void {
    const draft = editor.draft();
    const renewed = renewClip(
      clip,
      offset,
      (node) => freshNodeId(draft, node.type),
      () => freshEdgeId(draft),
      () => freshNoteId(draft),
    );
    const refusal = editor.execute({ kind, clip: renewed });
    if (refusal !== undefined) return view.refuse(refusal);
    const things = [...renewed.nodes, ...renewed.notes];
    selectOnly(things.map(({ id }) => id));
    const [first] = things;
    if (first) view.focusNode(first.id);
    view.announce(`${putInWords(renewed)} put in.`);
  }

  function lead(place: AddPlace, target: string): void {
    const draft = editor.draft();
    const refusal =
      place.kind === 'behind'
        ? editor.execute({
            kind: 'connect',
            edge: { id: freshEdgeId(draft), source: place.source, sourceHandle: place.handle, target },
          })
        : place.kind === 'endOf'
          ? reconnect(draft, place.edge, target)
          : undefined;
    if (refusal !== undefined) view.refuse(refusal);
    else view.announce('Connected.');
  }

  function reconnect(draft: JourneyDraft, id: string, target: string): string | undefined {
    const edge = draft.edges.find((candidate) => candidate.id === id);
    if (!edge) return 'That connection is no longer there.';
    return editor.execute({ kind: 'reconnect', edge: id, source: edge.source, sourceHandle: edge.sourceHandle, target });
  }

  function addNote(at?: Position): string | undefined {
    const id = freshNoteId(editor.draft());
    const position = freePlace(editor.draft(), view.heights(), at ?? view.centre(), NOTE_SIZE.height);
    const note: Note = { id, text: '', position, ...NOTE_SIZE };
    const refusal = editor.execute({ kind: 'addNote', note }, `note ${id}`);
    if (refusal !== undefined) {
      view.refuse(refusal);
      return undefined;
    }
    selectOnly([id]);
    view.announce('Note added.');
    return id;
  }

  function changeNote(note: string, { text, colour, size }: NoteChange): void {
    if (text !== undefined) editor.execute({ kind: 'changeNote', note, change: { text } }, `note ${note}`);
    if (colour !== undefined) editor.execute({ kind: 'changeNote', note, change: { colour } });
    if (!size) return;
    const [width, height] = [snap(size.width, FINE_GRID), snap(size.height, FINE_GRID)];
    const key = freshId('size', () => false);
    editor.execute({ kind: 'changeNote', note, change: { width, height } }, key);
    editor.execute({ kind: 'moveNodes', positions: { [note]: { x: size.x, y: size.y } } }, key);
  }

  return {
    add,
    lead,
    addNote,
    changeNote,
    remove,
    duplicate: () => {
      const clip = takeClip(editor.draft(), editor.selection().nodes);
      if (!isEmptyClip(clip)) insert('duplicate', clip, offsetToFree(editor.draft(), clip, view));
    },
    copied: () => {
      const clip = takeClip(editor.draft(), editor.selection().nodes);
      return isEmptyClip(clip) ? undefined : clipText(clip);
    },
    paste: (text, at) => {
      const clip = parseClip(text);
      if (!clip || isEmptyClip(clip)) return false;
      const origin = clipOrigin(clip);
      const offset = at ? { x: snap(at.x - origin.x), y: snap(at.y - origin.y) } : offsetToFree(editor.draft(), clip, view);
      insert('paste', clip, offset);
      return true;
    },
    selectAll: () => {
      const { nodes, edges } = editor.draft();
      const notes = notesOf(editor.draft());
      editor.select({
        nodes: new Set([...nodes, ...notes].map((node) => node.id)),
        edges: new Set(edges.map((edge) => edge.id)),
      });
    },
    nudge: (dx, dy) => {
      const { nodes } = editor.selection();
      const positions: Record<string, Position> = {};
      for (const node of [...editor.draft().nodes, ...notesOf(editor.draft())]) {
        if (nodes.has(node.id)) positions[node.id] = { x: (node.position?.x ?? 0) + dx, y: (node.position?.y ?? 0) + dy };
      }
      if (nodes.size > 0) editor.execute({ kind: 'moveNodes', positions }, `nudge ${[...nodes].join(' ')}`);
    },
  };
}

function freshNoteId(draft: JourneyDraft): string {
  return freshId('note', (taken) => notesOf(draft).some((note) => note.id === taken));
}

function putInWords({ nodes, notes }: Clip): string {
  const count = (number: number, what: string): string[] =>
    number === 0 ? [] : [`${String(number)} ${what}${number === 1 ? '' : 's'}`];
  return [...count(nodes.length, 'step'), ...count(notes.length, 'note')].join(' and ');
}

/** The step that takes the focus when others go: the one before the first of them. */
function heir(draft: JourneyDraft, gone: ReadonlySet<string>): string | undefined {
  const before = draft.edges.find((edge) => gone.has(edge.target) && !gone.has(edge.source));
  return before?.source ?? draft.nodes.find((node) => !gone.has(node.id))?.id;
}

/** How far a copy moves so that its first step lies on none that is there. */
function offsetToFree(draft: JourneyDraft, clip: Clip, view: CanvasView): Position {
  const origin = clipOrigin(clip);
  const heights = view.heights();
  const taken = new Set(draft.nodes.map((node) => `${String(node.position?.x)} ${String(node.position?.y)}`));
  let step = PASTE_OFFSET;
  while (taken.has(`${String(origin.x + step)} ${String(origin.y + step)}`)) step += PASTE_OFFSET;
  const [first] = clip.nodes;
  if (!first || clip.nodes.length + clip.notes.length > 1) return { x: step, y: step };
  const place = freePlace(draft, heights, { x: origin.x, y: origin.y + GRID }, rectOf(first, heights).height);
  return { x: place.x - origin.x, y: place.y - origin.y };
}
