import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryKeyOf } from '../../../app/queries.js';
import { useHost } from '../../../client/engine.js';
import { useResults } from '../drawer/ResultsContext.js';
import { emailNodes } from '../model/graph.js';

/** How many messages each e-mail node sent, by node id; a node whose count has not come yet is missing. */
export function useSentByNode(): ReadonlyMap<string, number> {
  const { engine } = useHost();
  const { project, run, draft, journeyId } = useResults();
  const nodes = useMemo(() => emailNodes(draft).map(({ id }) => id), [draft]);
  return useQueries({
    queries: nodes.map((node) => {
      const input = { project, run: run.run, filter: { journey: journeyId, node, status: 'sent' as const }, offset: 0, limit: 0 };
      return { queryKey: queryKeyOf('simulations.messages', input), queryFn: () => engine.call('simulations.messages', input) };
    }),
    combine: (answers) => new Map(answers.flatMap(({ data }, place) => {
      const node = nodes[place];
      return data && node !== undefined ? [[node, data.total] as const] : [];
    })),
  });
}
