import { applyPatches, type Patch } from 'immer';
import type { JourneyDraft } from '../schema.js';
import { applyCommand, type Edit } from './apply.js';
import type { EditCommand } from './command.js';

/** One thing that undo takes back: a command, or several that belong together (a drag, a burst of typing). */
export interface Step {
  name: string;
  patches: readonly Patch[];
  inverse: readonly Patch[];
  mergeKey: string | undefined;
}

/** A draft with the way that led to it. A value: every function below gives a new one. */
export interface History {
  draft: JourneyDraft;
  past: readonly Step[];
  future: readonly Step[];
  /** Whether a command with the same merge key may still join the latest step. */
  open: boolean;
}

/** Steps that undo can take back. */
export const HISTORY_LIMIT = 500;

/** The beginning of a history: nothing to undo. */
export function beginHistory(draft: JourneyDraft): History {
  return { draft, past: [], future: [], open: false };
}

export type Outcome = { history: History } | { refusal: string };

/**
 * Does a command. With a `mergeKey` it joins the latest step if that one bears the same key and nobody has sealed it. A
 * command that changes nothing leaves no step behind.
 */
export function perform(history: History, command: EditCommand, mergeKey?: string): Outcome {
  const outcome = applyCommand(history.draft, command);
  if ('refusal' in outcome) return outcome;
  const { edit } = outcome;
  if (edit.patches.length === 0) return { history };
  const past = record(history, edit, mergeKey);
  return { history: { draft: edit.draft, past, future: [], open: mergeKey !== undefined } };
}

function record(history: History, edit: Edit, mergeKey: string | undefined): Step[] {
  const latest = history.past.at(-1);
  if (latest && mergeKey !== undefined && history.open && latest.mergeKey === mergeKey) {
    const merged: Step = {
      name: latest.name,
      mergeKey,
      patches: [...latest.patches, ...edit.patches],
      inverse: [...edit.inverse, ...latest.inverse],
    };
    return [...history.past.slice(0, -1), merged];
  }
  const step: Step = { name: edit.name, patches: edit.patches, inverse: edit.inverse, mergeKey };
  return [...history.past, step].slice(-HISTORY_LIMIT);
}

/** Ends the latest step: what comes next is a step of its own. */
export function seal(history: History): History {
  return history.open ? { ...history, open: false } : history;
}

/** Takes the latest step back; the same history when there is none. */
export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    draft: applyPatches(history.draft, step.inverse),
    past: history.past.slice(0, -1),
    future: [...history.future, step],
    open: false,
  };
}

/** Does the step that was taken back last again; the same history when there is none. */
export function redo(history: History): History {
  const step = history.future.at(-1);
  if (!step) return history;
  return {
    draft: applyPatches(history.draft, step.patches),
    past: [...history.past, step],
    future: history.future.slice(0, -1),
    open: false,
  };
}

/** The history with so many steps done: those beyond taken back, those before done again; as near to it as there are steps. */
export function leapTo(history: History, done: number): History {
  let at = history;
  while (at.past.length > done && at.past.length > 0) at = undo(at);
  while (at.past.length < done && at.future.length > 0) at = redo(at);
  return at;
}

/** What undo would take back ("delete wait"), if anything. */
export function undoName(history: History): string | undefined {
  return history.past.at(-1)?.name;
}

/** What redo would do again, if anything. */
export function redoName(history: History): string | undefined {
  return history.future.at(-1)?.name;
}
