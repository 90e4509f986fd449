import type { JourneyDraft } from './schema.js';
import { directionOf } from './ui.js';

/** The stages a journey usually has, in their order; a journey may name its own. */
export const USUAL_STAGES = ['discovery', 'consideration', 'purchase', 'post-purchase'] as const;

/** The stages of a journey in their order: the usual ones as they follow on one another, else own ones as they lie along the way it runs. */
export function stageOrder({ nodes, ui }: Pick<JourneyDraft, 'nodes' | 'ui'>): string[] {
  const axis = directionOf({ ui }) === 'down' ? 'y' : 'x';
  const names = [...new Set(nodes.flatMap(({ stage }) => (stage ? [stage] : [])))];
  const rank = (name: string): number => {
    const usual = USUAL_STAGES.findIndex((stage) => stage === name.toLowerCase());
    return usual < 0 ? USUAL_STAGES.length : usual;
  };
  const mean = (name: string): number => {
    const own = nodes.filter(({ stage }) => stage === name);
    return own.reduce((sum, { position }) => sum + (position?.[axis] ?? 0), 0) / own.length;
  };
  const allUsual = names.every((name) => rank(name) < USUAL_STAGES.length);
  return names.sort((a, b) => (allUsual ? rank(a) - rank(b) : mean(a) - mean(b)));
}
