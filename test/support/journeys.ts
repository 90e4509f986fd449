import { checkJourney, type CheckContext } from '../../src/shared/journey/check.js';
import type { Problem } from '../../src/shared/journey/problem.js';

/** Small documents for tests of what is refused and doubted. */

export function journey({
  nodes = [],
  edges = [],
  settings,
  on = { event: 'A' },
  ...rest
}: {
  nodes?: unknown[];
  edges?: [string, string, string][];
  settings?: object;
  on?: unknown;
  [key: string]: unknown;
} = {}): Record<string, unknown> {
  return {
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: 'J',
    ...(settings && { settings }),
    nodes: [{ id: 't1', type: 'trigger', config: { kind: 'intent', on } }, ...nodes],
    edges: edges.map(([source, sourceHandle, target], index) => ({ id: `e${index}`, source, sourceHandle, target })),
    ...rest,
  };
}

export const email = { id: 'e1', type: 'email', config: { template: 'm' } };
export const wait = (id: string, duration: string): object => ({ id, type: 'wait', config: { for: duration } });

/** The problems that refuse the document. */
export function errors(value: unknown, context?: CheckContext): Problem[] {
  return checkJourney(value, context).problems.filter(({ severity }) => severity === 'error');
}

/** Their codes. */
export function codes(value: unknown): string[] {
  return errors(value).map(({ code }) => code);
}
