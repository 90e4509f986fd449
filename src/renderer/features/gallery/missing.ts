import type { LogSummary } from '../../../shared/contract/logs.js';
import type { LogNeeds } from '../../../shared/contract/recipes.js';

/** What a recipe needs, with whether the log has it. */
export interface Need {
  name: string;
  kind: 'event' | 'property' | 'trait';
  /** `undefined` where there is no log to look at. */
  isThere: boolean | undefined;
}

/** Each thing that a recipe needs, in the order events, properties, traits. */
export function needsIn(needs: LogNeeds, log: LogSummary | undefined): Need[] {
  const known = log && log.events > 0 ? log : undefined;
  const listed = (kind: Need['kind'], names: readonly string[], there: readonly { name: string }[] | undefined): Need[] =>
    names.map((name) => ({ name, kind, isThere: there?.some((entry) => entry.name === name) }));
  return [
    ...listed('event', needs.events, known?.eventNames),
    ...listed('property', needs.properties, known?.properties),
    ...listed('trait', needs.traits, known?.traits),
  ];
}
