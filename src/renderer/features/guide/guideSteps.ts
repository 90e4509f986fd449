import type { DraftNode, JourneyDraft, NodeType } from '../../../shared/journey/schema.js';
import { readNode } from '../../../shared/journey/words/read.js';

/** What the guide looks at to see what the person has really done. */
export interface Progress {
  draft: JourneyDraft;
  /** Whether a run of the journey as it is shows. */
  hasRun: boolean;
  /** Whether a customer's story is open. */
  hasStory: boolean;
}

export interface GuideStep {
  title: string;
  text: string;
  isDone: (progress: Progress) => boolean;
}

function connected(draft: JourneyDraft, node: DraftNode): boolean {
  return draft.edges.some(({ target }) => target === node.id);
}

function hasStep(draft: JourneyDraft, type: NodeType): boolean {
  return draft.nodes.some((node) => node.type === type && connected(draft, node) && readNode(node) !== undefined);
}

function hasTrigger({ nodes }: JourneyDraft): boolean {
  return nodes.some((node) => {
    const whole = node.type === 'trigger' ? readNode(node) : undefined;
    return whole?.type === 'trigger' && !('event' in whole.config.on && whole.config.on.event === '');
  });
}

function hasSubject({ nodes }: JourneyDraft): boolean {
  return nodes.some(({ type, config }) => type === 'email' && typeof config['subject'] === 'string' && config['subject'] !== '');
}

/** A first journey, from its trigger to the story of a customer. */
export const GUIDE_STEPS: readonly GuideStep[] = [
  {
    title: 'Say what starts it',
    text: 'Click the trigger on the canvas. In the settings at the right choose an event, such as “added a product to the cart”.',
    isDone: ({ draft }) => hasTrigger(draft),
  },
  {
    title: 'Let a day pass',
    text: 'With the trigger selected press W, or drag the clock from the left onto the canvas and connect it.',
    isDone: ({ draft }) => hasStep(draft, 'wait') || hasStep(draft, 'waitFor'),
  },
  {
    title: 'Write an e-mail',
    text: 'Press E for an e-mail behind the wait, and give it a subject.',
    isDone: ({ draft }) => hasStep(draft, 'email') && hasSubject(draft),
  },
  {
    title: 'See what it would have done',
    text: 'Press Simulate at the upper right. The journey is replayed on the log of the shop; nothing is sent.',
    isDone: ({ hasRun }) => hasRun,
  },
  {
    title: 'Meet one of the customers',
    text: 'Open Customers below the canvas and click one: their story tells what they got, when, and why.',
    isDone: ({ hasStory }) => hasStory,
  },
];

/** How many steps are done one after another from the first; `least` is how many were done before. */
export function stepsDone(progress: Progress, least = 0): number {
  const open = GUIDE_STEPS.findIndex(({ isDone }, index) => index >= least && !isDone(progress));
  return open < 0 ? GUIDE_STEPS.length : open;
}
