import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Project } from '../../../shared/contract/projects.js';
import { queryKeyOf } from '../../app/queries.js';
import { navigate } from '../../app/router.js';

/** Shows a project that the engine has just opened, at its journeys or (a new one) at the import. */
export function useShowProject(): (project: Project, screen?: 'journeys' | 'import') => void {
  const queries = useQueryClient();
  return useCallback(
    (project, screen = 'journeys') => {
      queries.setQueryData(queryKeyOf('projects.open', { project: project.project }), project);
      void queries.invalidateQueries({ queryKey: queryKeyOf('projects.recent', {}) });
      navigate({ screen, project: project.project });
    },
    [queries],
  );
}
