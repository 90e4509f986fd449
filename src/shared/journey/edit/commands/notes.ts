import { notesOf, uiOf, type Note } from '../../ui.js';
import type { JourneyDraft } from '../../schema.js';
import type { CommandSpec, WritableDraft } from '../command.js';

export const OCCUPIED =
  'The file of this journey keeps something of another program where notes would go (“ui”), so it can take none.';

/** The notes as they lie in the document, those included that cannot be read. */
function rawNotes(draft: Pick<JourneyDraft, 'ui'>): unknown[] {
  const list = uiOf(draft)?.['notes'];
  return Array.isArray(list) ? [...(list as unknown[])] : [];
}

function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
}

function write(draft: WritableDraft, notes: readonly unknown[]): void {
  const { notes: _, ...others } = uiOf(draft) ?? {};
  const next = notes.length > 0 ? { ...others, notes } : others;
  if (Object.keys(next).length > 0) draft.ui = next;
  else delete draft.ui;
}

/** Puts changed notes in the place of those with their ids; nothing is written when none changes. */
export function changeNotes(draft: WritableDraft, change: (note: Note) => Note): void {
  const known = new Map(notesOf(draft).map((note) => [note.id, note]));
  const raw = rawNotes(draft);
  const next = raw.map((entry) => {
    const id = idOf(entry);
    const note = typeof id === 'string' ? known.get(id) : undefined;
    const changed = note && change(note);
    return changed === note ? entry : changed;
  });
  if (next.some((entry, index) => entry !== raw[index])) write(draft, next);
}

/** Puts further notes in; the draft must have a place for them (`OCCUPIED`). */
export function putNotes(draft: WritableDraft, notes: readonly Note[]): void {
  if (notes.length > 0) write(draft, [...rawNotes(draft), ...notes]);
}

export function removeNotes(draft: WritableDraft, ids: ReadonlySet<string>): void {
  const raw = rawNotes(draft);
  const left = raw.filter((entry) => {
    const id = idOf(entry);
    return typeof id !== 'string' || !ids.has(id);
  });
  if (left.length < raw.length) write(draft, left);
}

export const addNote: CommandSpec<'addNote'> = {
  title: () => 'add note',
  refusal: (draft, { note }) => {
    if (!uiOf(draft)) return OCCUPIED;
    return notesOf(draft).some(({ id }) => id === note.id) ? 'There is a note with that id already.' : undefined;
  },
  apply: (draft, { note }) => putNotes(draft, [note]),
};

export const changeNote: CommandSpec<'changeNote'> = {
  title: (_draft, { change }) => ('text' in change ? 'write note' : 'change note'),
  refusal: (draft, { note }) => (notesOf(draft).some(({ id }) => id === note) ? undefined : 'That note is no longer there.'),
  apply: (draft, { note: id, change }) => changeNotes(draft, (note) => (note.id === id ? { ...note, ...change } : note)),
};
