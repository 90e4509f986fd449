import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { starterSchema, type Starter } from '../../../shared/contract/emails.js';
import { EngineError } from '../../../shared/contract/error.js';

const indexSchema = z.array(z.strictObject(starterSchema.omit({ mjml: true }).shape));

/**
 * The templates that ship in `<resources>/templates`: `index.json` lists them in the gallery's order, `<id>.mjml` is each.
 * @throws EngineError `io` where one is missing.
 */
export function readStarters(resourcesFolder: string): Starter[] {
  const folder = join(resourcesFolder, 'templates');
  const index = indexSchema.parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')));
  return index.map((entry) => ({ ...entry, mjml: readFileSync(join(folder, `${entry.id}.mjml`), 'utf8') }));
}

/** @throws EngineError `notFound`. */
export function starterOf(resourcesFolder: string, id: string): Starter {
  const found = readStarters(resourcesFolder).find((starter) => starter.id === id);
  if (!found) throw new EngineError('notFound', `There is no template "${id}" to begin with.`);
  return found;
}
