import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const RESOURCES = join(dirname(fileURLToPath(import.meta.url)), '../../resources');

const scalar = z.union([z.string().min(1), z.number(), z.boolean()]);

/** A line of a sample's log that no import would reject or change: exactly these keys, no null, nothing nested. */
export const eventSchema = z.strictObject({
  userId: z.string().min(1),
  event: z.string().min(1),
  timestamp: z.iso.datetime(),
  properties: z.record(z.string().min(1), scalar),
});
export type LoggedEvent = z.infer<typeof eventSchema>;

export const manifestSchema = z.strictObject({
  id: z.string(),
  name: z.string().min(1),
  description: z.string().min(1),
  dataNote: z.string().min(1),
  events: z.int(),
  customers: z.int(),
  files: z.strictObject({ events: z.string(), customers: z.string() }),
  timezone: z.string(),
});

export const recipeSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  sentence: z.string().min(1),
  description: z.string().min(1),
  journey: z.looseObject({
    id: z.string(),
    name: z.string(),
    nodes: z.array(
      z.looseObject({
        id: z.string(),
        name: z.string().optional(),
        stage: z.string().optional(),
        position: z.object({ x: z.number(), y: z.number() }).optional(),
      }),
    ),
  }),
});

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** A sample as it ships. */
export function readSample(id: string) {
  const folder = join(RESOURCES, 'samples', id);
  const manifest = manifestSchema.parse(json(join(folder, 'sample.json')));
  const log = gunzipSync(readFileSync(join(folder, manifest.files.events))).toString('utf8');
  const customers = readFileSync(join(folder, manifest.files.customers), 'utf8');
  const journeys = readdirSync(join(folder, 'journeys'))
    .sort()
    .map((file) => json(join(folder, 'journeys', file)));
  return { manifest, log, customers, journeys };
}

/** The events of a log, each line parsed on its own. */
export function eventsOf(log: string): LoggedEvent[] {
  return log
    .trimEnd()
    .split('\n')
    .map((line) => eventSchema.parse(JSON.parse(line)));
}

/** The recipes of the gallery, in its order. */
export function readRecipes() {
  const folder = join(RESOURCES, 'recipes');
  return readdirSync(folder)
    .sort()
    .map((file) => recipeSchema.parse(json(join(folder, file))));
}
