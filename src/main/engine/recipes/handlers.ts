import { EngineError } from '../../../shared/contract/error.js';
import { segmentsOf } from '../journeys/context.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { simulate } from '../simulations/use-cases.js';
import { readRecipes, type ReadRecipe } from './read.js';

/** The procedures about the recipes that ship. */
export function recipeHandlers({ host, sessions, simulator }: Services): Handlers<NamesOf<'recipes'>> {
  return {
    'recipes.list': () => readRecipes(host.resourcesFolder).map(({ recipe }) => recipe),
    'recipes.count': ({ project, id }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const { journey } = recipeOf(readRecipes(host.resourcesFolder), id);
        const request = { logs: session.logs, journeys: [journey], segments: segmentsOf(session), options: {} };
        const { finished } = await simulate(simulator, request, inner);
        const [{ customers, entries } = { customers: 0, entries: 0 }] = finished.result.journeys;
        return { customers, entries };
      }),
  };
}

function recipeOf(recipes: readonly ReadRecipe[], id: string): ReadRecipe {
  const found = recipes.find(({ recipe }) => recipe.id === id);
  if (!found) throw new EngineError('notFound', `There is no recipe "${id}".`);
  return found;
}
