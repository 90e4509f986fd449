import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useHost } from '../../../client/engine.js';
import { useResults } from '../drawer/ResultsContext.js';
import { emailNodes } from '../model/journey.js';

const NONE: ReadonlyMap<string, number> = new Map();

/** How many messages each e-mail node sent, by node id. While a new run is counted, the numbers of the run before stay. */
export function useSentByNode(): ReadonlyMap<string, number> {
  const { engine } = useHost();
  const { project, run, draft, journeyId } = useResults();
  const nodes = useMemo(() => emailNodes(draft).map(({ id }) => id), [draft]);
  const { data = NONE } = useQuery({
    queryKey: ['simulations.messages', { project, run: run.run, journeyId }, 'sentByNode', nodes],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const totalOf = async (node: string): Promise<number> => {
        const filter = { journey: journeyId, node, status: 'sent' as const };
        return (await engine.call('simulations.messages', { project, run: run.run, filter, offset: 0, limit: 0 }, { signal }))
          .total;
      };
      return new Map(await Promise.all(nodes.map(async (node) => [node, await totalOf(node)] as const)));
    },
  });
  return data;
}
