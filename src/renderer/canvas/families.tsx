import {
  IconActivity,
  IconArrowsSplit2,
  IconBolt,
  IconClock,
  IconCreditCard,
  IconDoorExit,
  IconFlask,
  IconHourglassHigh,
  IconMail,
  IconShoppingCart,
  IconSitemap,
  IconUserEdit,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import { createElement } from 'react';
import { TRIGGER_KINDS, type DraftNode, type NodeType, type TriggerKind } from '../../shared/journey/schema.js';
import type { Family } from '../ui/index.js';

const TYPE_FAMILIES: Readonly<Record<Exclude<NodeType, 'trigger'>, Family>> = {
  email: 'message',
  wait: 'wait',
  waitFor: 'wait',
  branch: 'logic',
  switch: 'logic',
  split: 'logic',
  update: 'logic',
  webhook: 'logic',
  exit: 'end',
};

const TYPE_ICONS: Readonly<Record<NodeType, Icon>> = {
  trigger: IconBolt,
  email: IconMail,
  wait: IconClock,
  waitFor: IconHourglassHigh,
  branch: IconArrowsSplit2,
  switch: IconSitemap,
  split: IconFlask,
  update: IconUserEdit,
  webhook: IconWebhook,
  exit: IconDoorExit,
};

const KIND_ICONS: Readonly<Record<TriggerKind, Icon>> = {
  intent: IconShoppingCart,
  engagement: IconActivity,
  purchase: IconCreditCard,
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

interface IconProps {
  size?: number;
  stroke?: number;
}

/** The icon of a type, before it has settings. */
export function TypeIcon({ type, size = 15, stroke = 2 }: IconProps & { type: NodeType }) {
  return createElement(TYPE_ICONS[type], { size, stroke, 'aria-hidden': true });
}

/** The icon of a step: a trigger wears that of its kind. */
export function StepIcon({ type, family, size = 15, stroke = 2 }: IconProps & { type: NodeType; family: Family }) {
  const kind = type === 'trigger' ? TRIGGER_KINDS.find((candidate) => candidate === family) : undefined;
  return createElement(kind ? KIND_ICONS[kind] : TYPE_ICONS[type], { size, stroke, 'aria-hidden': true });
}
