import type { EditCommand } from '../../shared/journey/edit/command.js';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import type { Selection } from './model.js';

/**
 * What the canvas needs of whoever owns the document. The same object for as long as the canvas is mounted; the getters give
 * what holds at the moment of the call.
 */
export interface CanvasEditor {
  draft: () => JourneyDraft;
  selection: () => Selection;
  /** Does a command; commands with the same key are one step of the history. Returns why it was refused, if it was. */
  execute: (command: EditCommand, mergeKey?: string) => string | undefined;
  select: (selection: Selection) => void;
  /** The node that arrow keys start from. */
  active: () => string | undefined;
  setActive: (node: string | undefined) => void;
  /** Moves the focus to the settings of what is selected. */
  openInspector: () => void;
}

/** What the canvas shows and where it stands, for actions that place, reveal and tell things. */
export interface CanvasView {
  /** Heights of nodes as drawn, by id. */
  heights: () => ReadonlyMap<string, number>;
  /** The middle of what is seen, in canvas coordinates. */
  centre(): { x: number; y: number };
  /** Brings a node into sight and gives it the focus. */
  focusNode: (id: string) => void;
  /** Brings a node into sight. */
  reveal: (id: string) => void;
  /** Shows why something cannot be done. */
  refuse: (reason: string) => void;
  /** Tells screen readers what was done. */
  announce: (text: string) => void;
}

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * An id that the journey has never borne: random, because a message is known for ever by the id of its node and a step that
 * took over the id of a deleted one would take over its messages.
 */
export function freshId(prefix: string, taken: (id: string) => boolean): string {
  for (;;) {
    const random = crypto.getRandomValues(new Uint8Array(6));
    const id = `${prefix}-${[...random].map((byte) => ALPHABET[byte % ALPHABET.length] ?? 'a').join('')}`;
    if (!taken(id)) return id;
  }
}

export function freshNodeId(draft: JourneyDraft, prefix: string): string {
  return freshId(prefix, (id) => draft.nodes.some((node) => node.id === id));
}

export function freshEdgeId(draft: JourneyDraft): string {
  return freshId('edge', (id) => draft.edges.some((edge) => edge.id === id));
}
