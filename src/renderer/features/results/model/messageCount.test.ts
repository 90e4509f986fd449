import { expect, it } from 'vitest';
import type { StoryStep } from '../../../../shared/simulation/story.js';
import { messageCount } from './messageCount.js';

const message = (node: string, entry: number) =>
  ({ kind: 'message', time: '', journey: 'j', node, entry, variant: '', status: 'sent', reason: '', words: '' }) as const;

it('counts the messages of one step in one entry', () => {
  const third = message('a', 0);
  const steps: StoryStep[] = [message('a', 0), message('b', 0), message('a', 1), message('a', 0), third, message('a', 0)];
  expect(messageCount(steps, third)).toBe(2);
});
