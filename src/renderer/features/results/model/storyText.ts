import type { Scalar } from '../../../../shared/condition/comparison.js';
import type { Story, StoryStep } from '../../../../shared/simulation/story.js';
import { findingLines } from './finding.js';
import { groupByDay } from './story.js';
import { formatDay } from '../../../../shared/format.js';
import { formatClock, formatInstant } from '../../../../shared/results/dates.js';

export interface StoryTextOptions {
  /** Whose zone the times are in; named in the text. */
  zone: string;
  titles: ReadonlyMap<string, string>;
}

/** A property or trait as text, with strings that could be taken for another kind in quotes. */
export function scalarText(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  return /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(value) || value.trim() !== value || value === '' ? JSON.stringify(value) : value;
}

/** Properties as "name value, name value". */
export function propertiesText(properties: Readonly<Record<string, Scalar>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name} ${scalarText(value)}`)
    .join(', ');
}

/** What a step says, without its time. */
export function stepWords(step: StoryStep, { titles, zone }: StoryTextOptions): string {
  if (step.kind === 'event') {
    const properties = propertiesText(step.properties);
    return `${step.event}${step.simulated ? ' (simulated)' : ''}${properties ? `: ${properties}` : ''}`;
  }
  const title = 'node' in step ? titles.get(step.node) : undefined;
  const until = step.kind === 'waits' && step.until !== null ? ` (until ${formatInstant(step.until, zone)})` : '';
  return `${title === undefined ? '' : `[${title}] `}${step.words}${until}`;
}

function stepLines(step: StoryStep, options: StoryTextOptions): string[] {
  const head = `  ${formatClock(step.time, options.zone)}  ${stepWords(step, options)}`;
  const finding = 'finding' in step && step.finding ? findingLines(step.finding, 1).map((line) => `          ${line}`) : [];
  return [head, ...finding];
}

/** A story, or the steps a filter left of it, as plain text to paste into a mail or a ticket. */
export function storyText(
  story: Pick<Story, 'userId' | 'traits' | 'truncated'>,
  steps: readonly StoryStep[],
  options: StoryTextOptions,
): string {
  const traits = propertiesText(story.traits);
  const head = [`Story of ${story.userId}`, ...(traits ? [`Traits: ${traits}`] : []), `Times in ${options.zone}`, ''];
  const days = groupByDay(steps, options.zone).flatMap(({ day, items }) => [
    formatDay(day, 'full'),
    ...items.flatMap((item) =>
      item.kind === 'step' ? stepLines(item.step, options) : item.steps.flatMap((step) => stepLines(step, options)),
    ),
    '',
  ]);
  return (
    [...head, ...days, ...(story.truncated ? ['The story is longer; its later steps are left out here.'] : [])]
      .join('\n')
      .trimEnd() + '\n'
  );
}
