import {
  IconBan,
  IconCircleCheck,
  IconClock,
  IconFlag,
  IconLogin2,
  IconLogout2,
  IconMail,
  IconMailOff,
  IconPointFilled,
  IconRoute,
  IconShieldHalf,
  type Icon,
} from '@tabler/icons-react';
import type { StoryStep } from '../../../../shared/simulation/story.js';

/** How a step looks: its icon, and a CSS colour from the theme. */
export interface StepLook {
  Icon: Icon;
  color: string;
  /** What kind of step it is, read before its words. */
  name: string;
}

const LOOKS: Record<Exclude<StoryStep['kind'], 'message'>, StepLook> = {
  event: { Icon: IconPointFilled, color: 'var(--wp-faint)', name: 'Event' },
  refused: { Icon: IconBan, color: 'var(--wp-warning-text)', name: 'Did not enter' },
  heldOut: { Icon: IconShieldHalf, color: 'var(--wp-family-end-text)', name: 'Held out' },
  entered: { Icon: IconLogin2, color: 'var(--wp-family-intent-text)', name: 'Entered' },
  passed: { Icon: IconRoute, color: 'var(--wp-family-logic-text)', name: 'Went on' },
  waits: { Icon: IconClock, color: 'var(--wp-family-wait-text)', name: 'Waits' },
  converted: { Icon: IconFlag, color: 'var(--wp-success-text)', name: 'Converted' },
  ended: { Icon: IconLogout2, color: 'var(--wp-family-end-text)', name: 'Left' },
};
const SENT: StepLook = { Icon: IconMail, color: 'var(--wp-family-message-text)', name: 'Sent' };
const HELD_BACK: StepLook = { Icon: IconMailOff, color: 'var(--wp-warning-text)', name: 'Held back' };
const AT_GOAL: StepLook = { Icon: IconCircleCheck, color: 'var(--wp-success-text)', name: 'Left' };

export function lookOf(step: StoryStep): StepLook {
  if (step.kind === 'message') return step.status === 'sent' ? SENT : HELD_BACK;
  if (step.kind === 'ended' && step.reason === 'goal') return AT_GOAL;
  return LOOKS[step.kind];
}
