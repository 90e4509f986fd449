import { EngineError } from '../../../shared/contract/error.js';
import type { Story, StoryStep } from '../../../shared/simulation/story.js';
import type { CustomerHistory, LoggedEvent, LogStore } from '../../store/log/index.js';
import type { Call } from '../registry.js';
import { findCustomer } from './filter.js';
import type { FinishedRun, Simulator } from './simulator.js';

/**
 * The story of a customer in a run, with all that the log knows of them: the run itself reads only what its journeys ask.
 * @throws EngineError `notFound` for a customer that the log does not know, `cancelled`.
 */
export async function customerStory(
  simulator: Simulator,
  run: FinishedRun,
  log: LogStore,
  userId: string,
  call: Call,
): Promise<Story> {
  const customer = findCustomer(run.log, userId);
  if (customer < 0) throw new EngineError('notFound', `The log has no customer "${userId}".`);
  const [story, history] = await Promise.all([simulator.story(run, customer, call), log.customer(userId)]);
  return history ? withHistory(story, history) : story;
}

/** Fills in traits and properties. Where the log has changed since the run, the run's own view stands. */
function withHistory(story: Story, { traits, events }: CustomerHistory): Story {
  let place = 0;
  const steps = story.steps.map((step) => {
    if (step.kind !== 'event' || step.simulated) return step;
    const logged = events[place];
    place += 1;
    return logged && isSame(step, logged) ? { ...step, properties: logged.properties } : step;
  });
  return { ...story, traits: { ...story.traits, ...traits }, steps };
}

function isSame(step: Extract<StoryStep, { kind: 'event' }>, logged: LoggedEvent): boolean {
  return step.event === logged.event && Date.parse(step.time) === logged.timestamp;
}
