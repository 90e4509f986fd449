import type { TriggerOn } from '../../src/shared/journey/schema.js';
import { sameAnswer, type Answer, type Database } from './database.js';
import { CART_LEFT, CART_LEFT_EDITED, MANY_VIEWS, MANY_VIEWS_EDITED, RE_ENGAGEMENT, triggerJourney } from './journeys.js';
import type { BenchProject } from './project.js';
import { abandonedCart, manyViews, reEngagement, type Query } from './sql.js';

/** A question asked of both: as a journey's trigger and as SQL. */
export interface Question {
  id: string;
  title: string;
  on: TriggerOn;
  /** The trigger after a small change, for the re-run. */
  edited: TriggerOn;
  queries: readonly Query[];
}

export const CART: Question = {
  id: 'cart',
  title: 'cart left for 24 hours',
  on: CART_LEFT,
  edited: CART_LEFT_EDITED,
  queries: abandonedCart(24),
};
export const VIEWS: Question = {
  id: 'views',
  title: 'more than 3 views in 7 days, at every view',
  on: MANY_VIEWS,
  edited: MANY_VIEWS_EDITED,
  queries: manyViews(3),
};
export const ENGAGEMENT: Question = {
  id: 'engagement',
  title: 're-engagement (recipe 4)',
  on: RE_ENGAGEMENT,
  edited: RE_ENGAGEMENT,
  queries: reEngagement(),
};

const words = ({ firings, customers }: Answer): string => `${firings} firings of ${customers} customers`;

/**
 * Makes sure that the simulator and every way of asking in SQL agree on each firing's customer and instant.
 * @throws Error that names who disagrees
 */
export async function verify(question: Question, project: BenchProject, database: Database): Promise<Answer> {
  const journey = triggerJourney(`${question.id}-verify`, question.on, true);
  await project.save(journey);
  const run = await project.run(journey);
  const simulated = await project.answer(run);
  if (run.result.journeys[0]?.overflow !== 0)
    throw new Error(`${question.title}: a customer has more entries than a run counts, so the answers cannot be compared`);
  for (const query of question.queries) {
    const asked = await database.ask(query);
    if (!sameAnswer(asked, simulated)) {
      throw new Error(`${question.title}: the simulator finds ${words(simulated)}, SQL (${query.name}) ${words(asked)}`);
    }
  }
  return simulated;
}
