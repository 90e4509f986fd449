import { useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { OutputOf } from '../../../shared/contract/index.js';
import type { Recipe } from '../../../shared/contract/recipes.js';
import { queryKeyOf } from '../../app/queries.js';
import { useHost } from '../../client/engine.js';
import type { RecipeCount } from './RecipeCard.js';

type Answer = UseQueryResult<OutputOf<'recipes.count'>>;

/**
 * What each recipe would do on the project's log. They are counted one after another: the first answers come soon, and
 * other work is not held up.
 */
export function useRecipeCounts(project: string, recipes: readonly Recipe[], hasLog: boolean): RecipeCount[] {
  const { engine } = useHost();
  const queries = useQueryClient();
  const keys = recipes.map(({ id }) => queryKeyOf('recipes.count', { project, id }));
  // The one after the last that has its answer, or failed to get one.
  const states = keys.map((key) => queries.getQueryState(key)?.status);
  const open = states.findIndex((status) => status !== 'success' && status !== 'error');
  const answers: Answer[] = useQueries({
    queries: keys.map((queryKey, index) => ({
      queryKey,
      queryFn: ({ signal }: { signal: AbortSignal }) => engine.call('recipes.count', queryKey[1], { signal }),
      enabled: hasLog && (open === -1 || index <= open),
    })),
  });
  if (!hasLog) return recipes.map(() => undefined);
  return answers.map(({ data, error }) => data ?? (error ? { error } : 'waiting'));
}
