import { z } from 'zod';
import { journeyDraftSchema } from '../journey/schema.js';
import { problemSchema } from '../journey/problem.js';
import { procedure } from './procedure.js';
import { projectHandle } from './projects.js';

export const journeySummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.number(),
  updatedAt: z.string(),
  nodes: z.number(),
  errors: z.number(),
  warnings: z.number(),
});
export type JourneySummary = z.infer<typeof journeySummarySchema>;

export const storedJourneySchema = z.object({
  draft: journeyDraftSchema,
  /** Counts saves, from 1; a save must name the revision it is based on. */
  revision: z.number(),
  updatedAt: z.string(),
});
export type StoredJourney = z.infer<typeof storedJourneySchema>;

export const JOURNEY_EXPORT_FORMATS = ['json', 'mermaid', 'svg'] as const;
export type JourneyExportFormat = (typeof JOURNEY_EXPORT_FORMATS)[number];

const inProject = { project: projectHandle };
const oneJourney = { project: projectHandle, id: z.string() };

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
};
