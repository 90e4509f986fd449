import type { JourneyDraft } from './schema.js';

/** The stages a journey usually has, in their order; a journey may name its own. */
export const USUAL_STAGES = ['discovery', 'consideration', 'purchase', 'post-purchase'] as const;

/** The stages of a journey in their order: the usual ones as they follow on one another, else own ones as they lie from left to right. */
export function stageOrder({ nodes }: Pick<JourneyDraft, 'nodes'>): string[] {
  const names = [...new Set(nodes.flatMap(({ stage }) => (stage ? [stage] : [])))];
  const rank = (name: string): number => {
    const usual = USUAL_STAGES.findIndex((stage) => stage === name.toLowerCase());
    return usual < 0 ? USUAL_STAGES.length : usual;
  };
  const meanX = (name: string): number => {
    const own = nodes.filter(({ stage }) => stage === name);
    return own.reduce((sum, { position }) => sum + (position?.x ?? 0), 0) / own.length;
  };
  const allUsual = names.every((name) => rank(name) < USUAL_STAGES.length);
  return names.sort((a, b) => (allUsual ? rank(a) - rank(b) : meanX(a) - meanX(b)));
}
