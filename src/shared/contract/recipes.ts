import { z } from 'zod';
import { journeyDraftSchema } from '../journey/schema.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

/** What a log must hold for a journey to do anything. */
export const logNeedsSchema = z.object({
  /** Names of events; “any event” needs none in particular. */
  events: z.array(z.string()),
  properties: z.array(z.string()),
  traits: z.array(z.string()),
});
export type LogNeeds = z.infer<typeof logNeedsSchema>;

/** A journey to begin with. */
export const recipeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What starts it, in one sentence. */
  sentence: z.string(),
  /** Why one would want it. */
  description: z.string(),
  journey: journeyDraftSchema,
  needs: logNeedsSchema,
});
export type Recipe = z.infer<typeof recipeSchema>;

export const recipeProcedures = {
  /** The recipes that ship, in the gallery's order. */
  'recipes.list': procedure(z.strictObject({}), z.array(recipeSchema)),
  /** What the recipe's journey would have begun on the project's log, alone: nothing is stored. */
  'recipes.count': longProcedure(
    z.strictObject({ project: projectHandle, id: z.string() }),
    z.object({ customers: z.number(), entries: z.number() }),
  ),
};
