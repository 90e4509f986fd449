import { useMemo } from 'react';
import type { Condition } from '../../../shared/condition/schema.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { Segment } from '../../../shared/contract/segments.js';
import { useHost } from '../../client/engine.js';
import { notifyDone, notifyError } from '../../ui/index.js';

export interface SegmentActions {
  create: (name: string, condition: Condition) => Promise<void>;
  rename: (id: string, name: string) => Promise<void>;
  /** Stores what differs from the segment as it was. */
  change: (segment: Segment, name: string, condition: Condition) => Promise<void>;
  /** Deletes at once and offers to undo. @returns why not, where it is still used. */
  remove: (segment: Segment) => Promise<string | undefined>;
}

/** What can be done with the segments of a project. The list refreshes by the engine's notice. */
export function useSegmentActions(project: string): SegmentActions {
  const { engine } = useHost();
  return useMemo((): SegmentActions => {
    const create = async (name: string, condition: Condition) => {
      await engine.call('segments.create', { project, name, condition });
    };
    const rename = async (id: string, name: string) => {
      await engine.call('segments.rename', { project, id, name });
    };
    const takeBack = ({ name, condition }: Segment) => {
      create(name, condition).catch((error: unknown) => notifyError(`${name} could not be brought back`, error));
    };
    return {
      create,
      rename,
      change: async ({ id, ...before }, name, condition) => {
        // The condition comes first: it is what may be refused.
        if (condition !== before.condition) await engine.call('segments.save', { project, id, condition });
        if (name.trim() !== before.name) await rename(id, name);
      },
      remove: async (segment) => {
        try {
          await engine.call('segments.remove', { project, id: segment.id });
          notifyDone(`Deleted “${segment.name}”`, () => takeBack(segment));
        } catch (error) {
          if (error instanceof EngineError && error.code === 'conflict') return error.message;
          notifyError(`${segment.name} could not be deleted`, error);
        }
        return undefined;
      },
    };
  }, [engine, project]);
}
