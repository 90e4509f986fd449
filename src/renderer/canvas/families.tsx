import {
  IconActivity, IconArrowsSplit2, IconBolt, IconClock, IconCreditCard, IconDoorExit, IconFlask, IconHourglassHigh, IconMail,
  IconShoppingCart, IconSitemap, IconUserEdit, IconWebhook, type Icon,
} from '@tabler/icons-react';
import { TRIGGER_KINDS, type DraftNode, type NodeType, type TriggerKind } from '../../shared/journey/schema.js';
import type { Family } from '../ui/index.js';

const TYPE_FAMILIES: Readonly<Record<Exclude<NodeType, 'trigger'>, Family>> = {
  email: 'message', wait: 'wait', waitFor: 'wait', branch: 'logic', switch: 'logic', split: 'logic', update: 'logic', webhook: 'logic', exit: 'end',
};

const TYPE_ICONS: Readonly<Record<NodeType, Icon>> = {
  trigger: IconBolt, email: IconMail, wait: IconClock, waitFor: IconHourglassHigh, branch: IconArrowsSplit2, switch: IconSitemap,
  split: IconFlask, update: IconUserEdit, webhook: IconWebhook, exit: IconDoorExit,
};

const KIND_ICONS: Readonly<Record<TriggerKind, Icon>> = {
  intent: IconShoppingCart, engagement: IconActivity, purchase: IconCreditCard,
};

/** What kind of interest a trigger stands for; `intent` while it says none. */
export function kindOf(config: DraftNode['config']): TriggerKind {
  const kind = config['kind'];
  return TRIGGER_KINDS.find((candidate) => candidate === kind) ?? 'intent';
}

/** The family that gives a node its colour. */
export function familyOf(node: Pick<DraftNode, 'type' | 'config'>): Family {
  return node.type === 'trigger' ? kindOf(node.config) : TYPE_FAMILIES[node.type];
}

/** The family of a type before it has settings, as the palette shows it. */
export function familyOfType(type: NodeType): Family {
  return type === 'trigger' ? 'intent' : TYPE_FAMILIES[type];
}

/** The icon of a type. */
export function iconOfType(type: NodeType): Icon {
  return TYPE_ICONS[type];
}

/** The icon of a node: a trigger wears that of its kind. */
export function iconOf(node: Pick<DraftNode, 'type' | 'config'>): Icon {
  return node.type === 'trigger' ? KIND_ICONS[kindOf(node.config)] : TYPE_ICONS[node.type];
}
