import { NODE_LABELS } from '../../shared/journey/words/node.js';
import type { NodeType } from '../../shared/journey/schema.js';

/** A kind of step as the palette and the menu of steps offer it. */
export interface StepOffer {
  type: NodeType;
  name: string;
  /** The key that adds one while the canvas has the focus. */
  key: string;
  hint: string;
}

function offer(type: NodeType, key: string, hint: string): StepOffer {
  return { type, key, hint, name: NODE_LABELS[type] };
}

/** In groups, as a journey runs: what starts it, what it says, how it waits, how it decides, what it does, how it ends. */
export const STEP_GROUPS: readonly (readonly StepOffer[])[] = [
  [offer('trigger', 't', 'Starts the journey for a customer')],
  [offer('email', 'e', 'Sends a message')],
  [offer('wait', 'w', 'Goes on after a time'), offer('waitFor', 'f', 'Goes on when something happens')],
  [
    offer('branch', 'b', 'Yes or no, by a condition'),
    offer('switch', 'm', 'Several ways, the first that fits'),
    offer('split', 's', 'Shares customers out by chance'),
  ],
  [offer('update', 'u', 'Sets traits of the customer'), offer('webhook', 'h', 'Calls another system')],
  [offer('exit', 'x', 'Ends the journey')],
];

export const STEP_OFFERS: readonly StepOffer[] = STEP_GROUPS.flat();
