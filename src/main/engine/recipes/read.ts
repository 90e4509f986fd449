import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import { recipeSchema, type Recipe } from '../../../shared/contract/recipes.js';
import { checkJourney } from '../../../shared/journey/check.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { needsOf } from './needs.js';

const fileSchema = z.strictObject(recipeSchema.omit({ needs: true }).shape);

/** A recipe as it ships, with its journey as it runs. */
export interface ReadRecipe {
  recipe: Recipe;
  journey: Journey;
}

/**
 * The recipes that ship in `<resources>/recipes`, in the order of their file names.
 * @throws EngineError `invalid` naming the file that is no recipe; `io` where the folder is missing.
 */
export function readRecipes(resourcesFolder: string): ReadRecipe[] {
  const folder = join(resourcesFolder, 'recipes');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readRecipe(join(folder, name)));
}

function readRecipe(path: string): ReadRecipe {
  const file = fileSchema.safeParse(parseJson(path));
  if (!file.success) throw damaged(path, z.prettifyError(file.error));
  const { journey, problems } = checkJourney(file.data.journey);
  if (!journey) throw damaged(path, problems.map(({ message }) => message).join(' '));
  return { recipe: { ...file.data, needs: needsOf(journey) }, journey };
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(path, error.message);
    throw error;
  }
}

function damaged(path: string, why: string): EngineError {
  return new EngineError('invalid', `The recipe ${path} cannot be read: ${why} Install Waypost again to mend it.`);
}
