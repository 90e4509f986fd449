import { z } from 'zod';
import type { DraftNode, JourneyDraft } from './schema.js';

/**
 * What the canvas keeps in a document's `ui` parts: notes, which way the journey runs, which steps were placed by hand. It means
 * nothing to a run. Other programs may keep things there too: what is not known here is left as it is.
 */

export const NOTE_COLOURS = ['yellow', 'blue', 'green', 'rose'] as const;
export type NoteColour = (typeof NOTE_COLOURS)[number];
export const NOTE_TEXT_LIMIT = 5000;

const size = z.number().min(80).max(2000);
const noteSchema = z.looseObject({
  id: z.string().min(1).max(200),
  text: z.string().max(NOTE_TEXT_LIMIT),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  width: size,
  height: size,
  colour: z.enum(NOTE_COLOURS).optional().catch(undefined),
});
/** A comment on the canvas; sizes in canvas pixels. */
export type Note = z.infer<typeof noteSchema>;

/** Which way a journey is drawn: from left to right or from top to bottom. */
export const DIRECTIONS = ['right', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

type Keys = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A `ui` part as keys and values; `undefined` where another program keeps something else there, which must not be touched. */
export function uiOf({ ui }: { ui?: unknown }): Keys | undefined {
  if (ui === undefined) return {};
  return isRecord(ui) ? ui : undefined;
}

const KNOWN_NOTES = new WeakMap<object, readonly Note[]>();
const NO_NOTES: readonly Note[] = [];

/** The notes of a journey. What is no note is left out, and stays in the document. The same list for the same document part. */
export function notesOf(draft: Pick<JourneyDraft, 'ui'>): readonly Note[] {
  const list = uiOf(draft)?.['notes'];
  if (!Array.isArray(list)) return NO_NOTES;
  const known = KNOWN_NOTES.get(list);
  if (known) return known;
  const notes = list.flatMap((entry: unknown) => {
    const parsed = noteSchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  KNOWN_NOTES.set(list, notes);
  return notes;
}

export function directionOf(draft: Pick<JourneyDraft, 'ui'>): Direction {
  return uiOf(draft)?.['direction'] === 'down' ? 'down' : 'right';
}

/** Whether the person chose the place of a step, so that tidying up may keep it. */
export function isPlacedByHand(node: Pick<DraftNode, 'ui'>): boolean {
  return uiOf(node)?.['placed'] === true;
}
