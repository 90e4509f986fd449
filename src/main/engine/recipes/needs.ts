import { ANY_EVENT, eventNames } from '../../../shared/condition/events.js';
import type { LogNeeds } from '../../../shared/contract/recipes.js';
import { conditionPlaces, leafSelectors, leavesOf, selectorPlaces } from '../../../shared/journey/check/places.js';
import { viewOf } from '../../../shared/journey/check/view.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { neededColumns } from '../../../shared/simulation/index.js';

/** Columns that every run reads, whatever its journeys ask. */
const OWN = neededColumns([], {}, false);

/** What a journey asks of a log. Events that only end it early or only count as success are left out: it runs without. */
export function needsOf(journey: Journey): LogNeeds {
  const view = viewOf(journey);
  const places = conditionPlaces(view).filter(({ role }) => role !== 'exitWhen');
  const leaves = places.flatMap(({ condition, path }) => leavesOf(condition, path));
  const steps = selectorPlaces(view).filter(({ node }) => node !== undefined);
  const selectors = [...steps, ...leaves.flatMap(leafSelectors)];
  const events = new Set(selectors.flatMap(({ selector }) => (selector === ANY_EVENT ? [] : eventNames(selector))));
  const { properties, traits } = neededColumns([journey], {}, false);
  return {
    events: [...events],
    properties: properties.filter((name) => !OWN.properties.includes(name)),
    traits: traits.filter((name) => !OWN.traits.includes(name)),
  };
}
