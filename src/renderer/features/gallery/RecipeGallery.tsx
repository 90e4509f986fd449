import { Skeleton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Recipe } from '../../../shared/contract/recipes.js';
import { useLogSummary, useProject } from '../../app/project.js';
import { useEngineQuery } from '../../app/queries.js';
import { navigate } from '../../app/router.js';
import { useHost } from '../../client/engine.js';
import { ErrorMessage } from '../../ui/index.js';
import { freeName } from '../journeys/freeName.js';
import classes from './gallery.module.css';
import { RecipeCard } from './RecipeCard.js';
import { useRecipeCounts } from './useRecipeCounts.js';

const NONE: readonly Recipe[] = [];

/** Journeys to begin with. Choosing one makes a journey of it in the project and opens it. */
export function RecipeGallery({ taken }: { taken: readonly string[] }) {
  const { project } = useProject();
  const { engine } = useHost();
  const { data: recipes = NONE, error, isPending } = useEngineQuery('recipes.list', {});
  const log = useLogSummary();
  const counts = useRecipeCounts(project, recipes, log !== undefined && log.events > 0);
  const create = useMutation({
    mutationFn: ({ name, journey }: Recipe) =>
      engine.call('journeys.create', { project, name: freeName(name, taken), draft: journey }),
    onSuccess: ({ draft }) => navigate({ screen: 'journey', project, journey: draft.id }),
  });
  return (
    <>
      <ErrorMessage error={error} title="The recipes could not be read" />
      <ErrorMessage error={create.error} title="The journey was not made" />
      {isPending && <Skeleton height={240} />}
      <ul className={classes['cards']}>
        {recipes.map((recipe, index) => (
          <RecipeCard
            key={recipe.id}
            recipe={recipe}
            log={log}
            count={counts[index]}
            disabled={create.isPending}
            loading={create.isPending && create.variables.id === recipe.id}
            onChoose={() => create.mutate(recipe)}
          />
        ))}
      </ul>
    </>
  );
}
