import { EngineError } from '../../../shared/contract/error.js';
import type { ProjectStore } from '../../store/project/index.js';

/** @throws EngineError `conflict` for a journey that is live or paused: people are inside. */
export function refuseLive({ delivery }: Pick<ProjectStore, 'delivery'>, journey: string, what: 'deleted' | 'archived'): void {
  const active = delivery.activation(journey);
  if (!active || active.status === 'ended') return;
  const state = active.status === 'active' ? 'live' : 'paused';
  throw new EngineError('conflict', `“${active.name}” is ${state} and cannot be ${what}. Stop it under Sending first.`);
}
