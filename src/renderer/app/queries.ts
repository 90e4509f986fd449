import { keepPreviousData, QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.js';
import type { Notice } from '../../shared/contract/wire.js';
import { useHost } from '../client/engine.js';

/** Answers are kept until a notice or a mutation says that they changed: the engine is the only one who writes. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Under which key the answer of a call is kept: by it an answer is put in, refreshed or removed. */
export function queryKeyOf<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>): readonly [Name, InputOf<Name>] {
  return [procedure, input];
}

/** Calls a procedure that only reads and keeps its answer. `keepPrevious` shows the last answer while the next one comes. */
export function useEngineQuery<Name extends ProcedureName>(
  procedure: Name,
  input: InputOf<Name>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {},
): UseQueryResult<OutputOf<Name>> {
  const { engine } = useHost();
  return useQuery<OutputOf<Name>>({
    queryKey: queryKeyOf(procedure, input),
    queryFn: ({ signal }) => engine.call(procedure, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A function that gives the answer of such a call: the kept one, or the one that is on its way. It stays the same for the same input. */
export function useAwaitedAnswer<Name extends ProcedureName>(
  procedure: Name,
  input: InputOf<Name>,
): () => Promise<OutputOf<Name>> {
  const { engine } = useHost();
  const queries = useQueryClient();
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  return useCallback(
    () =>
      queries.query<OutputOf<Name>>({
        queryKey: queryKeyOf(procedure, latest.current),
        queryFn: ({ signal }) => engine.call(procedure, latest.current, { signal }),
        staleTime: 'static',
      }),
    [queries, engine, procedure],
  );
}

/** Which kept answers a notice makes old. */
const AFFECTED: Record<Notice['topic'], RegExp> = {
  'log.changed': /^(logs|simulations|emails)\.|^delivery\.state$|^journeys\.(list|lint)$|^(segments|recipes)\.count$/,
  'journeys.changed': /^journeys\.(list|versions?)$|^segments\.uses$|^templates\.list$/,
  'delivery.changed': /^delivery\.(state|outbox|suppressions)$/,
  'segments.changed': /^segments\.|^journeys\.list$|^delivery\.state$/,
  'emails.changed': /^templates\.(list|get)$|^emails\.(settings|compile|preview)$|^journeys\.(list|lint)$|^delivery\.state$/,
};

function isOf(input: unknown, project: string): boolean {
  return typeof input === 'object' && input !== null && 'project' in input && input.project === project;
}

/** Refreshes what the engine says has changed. Mounted once. */
export function useNotices(): void {
  const { engine } = useHost();
  const queries = useQueryClient();
  useEffect(
    () =>
      engine.onNotice((notice) => {
        const { topic, project } = notice;
        void queries.invalidateQueries({
          predicate: ({ queryKey: [procedure, input] }) =>
            typeof procedure === 'string' && AFFECTED[topic].test(procedure) && isOf(input, project),
        });
      }),
    [engine, queries],
  );
}
