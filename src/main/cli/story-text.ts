import type { Finding, Story, StoryStep } from '../../shared/simulation/story.js';

/** A customer's story as lines of text: what happened, when and why. */
export function storyText({ userId, traits, steps, truncated }: Story): string {
  const facts = Object.entries(traits).map(([name, value]) => `${name}: ${String(value)}`);
  const lines = [`Customer ${userId}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`, ...steps.flatMap(stepLines)];
  if (truncated) lines.push('… and more that is not shown.');
  return `${lines.join('\n')}\n`;
}

function stepLines(step: StoryStep): string[] {
  const head = `${step.time}  ${placeOf(step)}${wordsOf(step)}`;
  return 'finding' in step && step.finding ? [head, ...findingLines(step.finding, 1)] : [head];
}

function placeOf(step: StoryStep): string {
  if (step.kind === 'event') return '';
  const entry = 'entry' in step ? `#${String(step.entry)}` : '';
  return `[${step.journey}${entry} ${step.node}] `;
}

function wordsOf(step: StoryStep): string {
  if (step.kind !== 'event') return step.words;
  const properties = Object.entries(step.properties).map(([name, value]) => `${name}: ${String(value)}`);
  return `${step.event}${step.simulated ? ' (simulated)' : ''}${properties.length > 0 ? ` { ${properties.join(', ')} }` : ''}`;
}

function findingLines({ words, holds, saw, parts }: Finding, depth: number): string[] {
  const line = `${'    '.repeat(depth)}${holds ? 'yes' : 'no '}  ${words}${saw === '' ? '' : ` (${saw})`}`;
  return [line, ...parts.flatMap((part) => findingLines(part, depth + 1))];
}
