import type { StoryStep } from '../../../../shared/simulation/story.js';

type MessageStep = Extract<StoryStep, { kind: 'message' }>;

/** The number of a message among those of its step in its entry, from 0: with it a message of a run is named (semantics §6). */
export function messageCount(steps: readonly StoryStep[], message: MessageStep): number {
  const before = steps.slice(0, steps.indexOf(message));
  return before.filter(
    (step) =>
      step.kind === 'message' && step.journey === message.journey && step.node === message.node && step.entry === message.entry,
  ).length;
}
