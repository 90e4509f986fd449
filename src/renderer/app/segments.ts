import { useMemo } from 'react';
import type { Condition } from '../../shared/condition/schema.js';
import type { Names } from '../../shared/condition/words/index.js';
import type { Segment } from '../../shared/contract/segments.js';
import { useProject } from './project.js';
import { useEngineQuery } from './queries.js';

export interface ProjectSegments {
  /** By name; `undefined` while they are read. */
  list: readonly Segment[] | undefined;
  /** What they are called, for the words of conditions; the same object until one changes. */
  names: Names;
  /** Their conditions by id, for checks; `undefined` while they are read. */
  conditions: Readonly<Record<string, Condition>> | undefined;
}

/** The named segments of the open project. */
export function useSegments(): ProjectSegments {
  const { project } = useProject();
  const list = useEngineQuery('segments.list', { project }).data;
  return useMemo(() => {
    const byId = new Map(list?.map(({ id, name }) => [id, name]));
    return {
      list,
      names: { segment: (id) => byId.get(id) },
      conditions: list && Object.fromEntries(list.map(({ id, condition }) => [id, condition])),
    };
  }, [list]);
}
