import type { Draft as Writable } from 'immer';
import type { DraftEdge, DraftNode, JourneyDraft, Position } from '../schema.js';
import type { Direction, Note } from '../ui.js';

/** How a new node is tied into the graph: behind a free handle, at the end of an edge, or into its middle. */
export type Attachment =
  | { behind: { source: string; sourceHandle: string }; edge: string }
  /** The edge leads to the new node instead of where it led. */
  | { endOf: string }
  /** `handle` is the handle of the new node that goes on to where the edge led; `edge` names the new second edge. */
  | { into: string; handle: string; edge: string };

/** Nodes with the edges among them, and notes, their ids already fresh: what `duplicate` and `paste` put into a journey. */
export interface Clip {
  nodes: DraftNode[];
  edges: DraftEdge[];
  notes: Note[];
}

/** Every way in which a journey draft may change. Plain data: ids are chosen by the caller, so that a redo gives the same. */
export type EditCommand =
  | { kind: 'addNode'; node: DraftNode; attach?: Attachment }
  /** Ties a node that nothing leads to into the middle of an edge, as `addNode` does with a new one. */
  | { kind: 'insertNode'; node: string; into: string; handle: string; edge: string }
  /** Steps and notes. `tidy`: arranged by the layout, in a direction; else placed by hand. */
  | { kind: 'moveNodes'; positions: Readonly<Record<string, Position>>; tidy?: Direction }
  | { kind: 'connect'; edge: DraftEdge }
  /** Moves one end of an edge, or both. */
  | { kind: 'reconnect'; edge: string; source: string; sourceHandle: string; target: string }
  | { kind: 'disconnect'; edges: readonly string[] }
  /** `nodes` are steps and notes. */
  | { kind: 'deleteItems'; nodes: readonly string[]; edges: readonly string[] }
  | { kind: 'addNote'; note: Note }
  | { kind: 'changeNote'; note: string; change: Partial<Pick<Note, 'text' | 'colour' | 'width' | 'height'>> }
  /** `renamedHandles` maps an old case or arm id to its new one, so that its edge follows. */
  | { kind: 'setConfig'; node: string; config: DraftNode['config']; renamedHandles?: Readonly<Record<string, string>> }
  | { kind: 'renameNode'; node: string; name: string }
  | { kind: 'setStage'; nodes: readonly string[]; stage: string }
  | { kind: 'renameStage'; stage: string; name: string }
  | { kind: 'setSettings'; settings: NonNullable<JourneyDraft['settings']> }
  | { kind: 'setHeader'; name?: string; timezone?: string }
  | { kind: 'duplicate'; clip: Clip }
  | { kind: 'paste'; clip: Clip }
  /** The whole document gives way to another version of it: one saved elsewhere meanwhile, or a kept one that is `restored` by its name. */
  | { kind: 'replaceDraft'; draft: JourneyDraft; restored?: string };

export type CommandOf<Kind extends EditCommand['kind']> = Extract<EditCommand, { kind: Kind }>;

/** What a command is made of. Each is one small object in `commands/`. */
export interface CommandSpec<Kind extends EditCommand['kind']> {
  /** What was done, for people: "delete wait" (as in "Undo: delete wait"). */
  title: (draft: JourneyDraft, command: CommandOf<Kind>) => string;
  /** Why it may not be done, as a sentence; absent or `undefined` when it may. */
  refusal?: (draft: JourneyDraft, command: CommandOf<Kind>) => string | undefined;
  /** Does it, on a recording copy of the draft. */
  apply: (draft: Writable<JourneyDraft>, command: CommandOf<Kind>) => void;
}

export type WritableDraft = Writable<JourneyDraft>;
