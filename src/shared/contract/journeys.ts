import { z } from 'zod';
import { journeyDraftSchema } from '../journey/schema.js';
import { problemSchema } from '../journey/problem.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

export const journeySummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.number(),
  updatedAt: z.string(),
  nodes: z.number(),
  errors: z.number(),
  warnings: z.number(),
  /** When it was put aside; absent while it is among the journeys at work. */
  archivedAt: z.string().optional(),
});
export type JourneySummary = z.infer<typeof journeySummarySchema>;

export const storedJourneySchema = z.object({
  draft: journeyDraftSchema,
  /** Counts saves, from 1; a save must name the revision it is based on. */
  revision: z.number(),
  updatedAt: z.string(),
});
export type StoredJourney = z.infer<typeof storedJourneySchema>;

/** A state of a journey that somebody kept under a name. */
export const journeyVersionSchema = z.object({
  /** Known by this number for ever; numbers are not used again. */
  version: z.number(),
  name: z.string(),
  /** The revision that was kept. */
  revision: z.number(),
  savedAt: z.string(),
  nodes: z.number(),
});
export type JourneyVersion = z.infer<typeof journeyVersionSchema>;

const versionName = z.string().trim().min(1, { error: 'A version needs a name.' }).max(200);

export const JOURNEY_EXPORT_FORMATS = ['json', 'mermaid', 'svg'] as const;
export type JourneyExportFormat = (typeof JOURNEY_EXPORT_FORMATS)[number];

const inProject = { project: projectHandle };
const oneJourney = { project: projectHandle, id: z.string() };
const oneVersion = { ...oneJourney, version: z.number() };

export const journeyProcedures = {
  'journeys.list': procedure(z.strictObject(inProject), z.array(journeySummarySchema)),
  'journeys.get': procedure(z.strictObject(oneJourney), storedJourneySchema),
  /** A new journey with a fresh id: from the given draft, or with one trigger. */
  'journeys.create': procedure(
    z.strictObject({ ...inProject, name: z.string(), draft: journeyDraftSchema.optional() }),
    storedJourneySchema,
  ),
  /** Stores the draft as the next revision; `conflict` when `revision` is not the stored one. */
  'journeys.save': procedure(
    z.strictObject({ ...inProject, draft: journeyDraftSchema, revision: z.number() }),
    z.object({ revision: z.number(), updatedAt: z.string() }),
  ),
  'journeys.remove': procedure(z.strictObject(oneJourney), z.null()),
  /** Faults of a draft, with what the project's log and segments add to them. */
  'journeys.lint': procedure(z.strictObject({ ...inProject, draft: journeyDraftSchema }), z.array(problemSchema)),
  /**
   * What only a run on the log tells of a draft: triggers that nobody sets off, and journeys that message the same customers on the same
   * day. Takes as long as a simulation; nothing for a draft that breaks a rule or a project without events.
   */
  'journeys.lintOnLog': longProcedure(z.strictObject({ ...inProject, draft: journeyDraftSchema }), z.array(problemSchema)),
  /** The text of a journey file. `invalid` with the problems when the journey breaks a rule (semantics §4). */
  'journeys.export': procedure(
    z.strictObject({ ...oneJourney, format: z.enum(JOURNEY_EXPORT_FORMATS) }),
    z.object({ fileName: z.string(), mimeType: z.string(), text: z.string() }),
  ),
  /** Takes the text of a journey file. An id already in use gets a new one, and `renamed` says so. */
  'journeys.import': procedure(
    z.strictObject({ ...inProject, text: z.string(), fileName: z.string() }),
    storedJourneySchema.extend({ renamed: z.boolean() }),
  ),
  /** Puts a journey aside, or takes it back. */
  'journeys.archive': procedure(z.strictObject({ ...oneJourney, archived: z.boolean() }), z.null()),
  /** The versions kept under a name, newest first. */
  'journeys.versions': procedure(z.strictObject(oneJourney), z.array(journeyVersionSchema)),
  /** Keeps the stored state of a journey under a name. */
  'journeys.keepVersion': procedure(z.strictObject({ ...oneJourney, name: versionName }), journeyVersionSchema),
  'journeys.version': procedure(z.strictObject(oneVersion), journeyVersionSchema.extend({ draft: journeyDraftSchema })),
  'journeys.renameVersion': procedure(z.strictObject({ ...oneVersion, name: versionName }), z.null()),
  'journeys.removeVersion': procedure(z.strictObject(oneVersion), z.null()),
};
