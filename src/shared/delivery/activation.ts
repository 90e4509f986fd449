import { z } from 'zod';
import { journeyDraftSchema } from '../journey/schema.js';

const hashes = z.record(z.string(), z.string());
/** The templates and segments that a version of a live journey runs with: hashes of what they hold, by id. */
export const liveContentsSchema = z.object({ templates: hashes, segments: hashes });
export type LiveContents = z.infer<typeof liveContentsSchema>;

/** A version of a live journey: entries that begin from `from` on (until the next version's) go through it. */
export const activeVersionSchema = z.object({
  from: z.number(),
  /** When the journey was ended: no entry begins and nothing falls due from then on. */
  until: z.number().optional(),
  /** The stored revision; 0 for a campaign. */
  revision: z.number(),
  draft: journeyDraftSchema,
  /** As they were when the journey was activated or last updated; absent in versions from before they were kept: the project's own. */
  contents: liveContentsSchema.optional(),
});
export type ActiveVersion = z.infer<typeof activeVersionSchema>;

export const ACTIVATION_STATES = ['active', 'paused', 'ended'] as const;
export const activationSchema = z.object({
  journey: z.string(),
  kind: z.enum(['journey', 'campaign']),
  name: z.string(),
  status: z.enum(ACTIVATION_STATES),
  /** UTC ms; nothing that fell due before is sent. */
  activatedAt: z.number(),
  /** When the state last changed, UTC ms. */
  changedAt: z.number(),
  /** Oldest first; never empty. */
  versions: z.array(activeVersionSchema).min(1),
});
export type Activation = z.infer<typeof activationSchema>;
