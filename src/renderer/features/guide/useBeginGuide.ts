import { useCallback } from 'react';
import { navigate } from '../../app/router.js';
import { useHost } from '../../client/engine.js';
import { notifyError } from '../../ui/index.js';
import { freeName } from '../journeys/freeName.js';
import { beginGuide } from './guideStore.js';

/** Makes a journey to draw by the guide and opens it. */
export function useBeginGuide(project: string, taken: readonly string[]): () => void {
  const { engine } = useHost();
  return useCallback(() => {
    engine.call('journeys.create', { project, name: freeName('My first journey', taken) }).then(
      ({ draft }) => {
        beginGuide(draft.id);
        navigate({ screen: 'journey', project, journey: draft.id });
      },
      (error: unknown) => notifyError('The guide could not begin', error),
    );
  }, [engine, project, taken]);
}
