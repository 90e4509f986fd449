import { durationWords } from '../../condition/words/duration.js';
import { weekdayName, zoneWords } from '../../condition/words/clock.js';
import { whereWords } from '../../condition/words/comparison.js';
import { eventWords } from '../../condition/words/events.js';
import { describeCondition, type Names } from '../../condition/words/index.js';
import { capitalised, listWords, quote, sentence, valueWords } from '../../condition/words/text.js';
import type {
  DraftNode,
  EmailConfig,
  JourneyDraft,
  JourneyNode,
  NodeType,
  SplitConfig,
  SwitchConfig,
  UpdateConfig,
  WaitConfig,
  WaitForConfig,
  WebhookConfig,
} from '../schema.js';
import { namesIn, readNode } from './read.js';
import { describeTrigger, unfinishedTrigger } from './trigger.js';

/** What each type of node is called. */
export const NODE_LABELS: Readonly<Record<NodeType, string>> = {
  trigger: 'Trigger',
  email: 'E-mail',
  wait: 'Wait',
  waitFor: 'Wait for',
  branch: 'Branch',
  switch: 'Multi-branch',
  split: 'A/B split',
  update: 'Update customer',
  webhook: 'Webhook',
  exit: 'Exit',
};

const UNFINISHED: Readonly<Record<Exclude<NodeType, 'trigger'>, string>> = {
  email: 'Choose a template',
  wait: 'Choose how long',
  waitFor: 'Choose what to wait for',
  branch: 'Choose a condition',
  switch: 'Choose a condition for each case',
  split: 'Choose the shares',
  update: 'Choose what to change',
  webhook: 'Enter an address',
  exit: 'Leaves the journey',
};

function emailWords({ template, subject, variants }: EmailConfig): string {
  if (variants)
    return `${variants.length} ${variants.length === 1 ? 'variant' : 'variants'}: ${listWords(
      variants.map(({ id, subject: own }) => quote(own ?? id)),
      'and',
    )}`;
  if (subject) return quote(subject);
  return template ? `template ${quote(template)}` : UNFINISHED.email;
}

function waitWords(config: WaitConfig): string {
  if ('for' in config) return durationWords(config.for);
  if ('bestTime' in config) return `until the customer’s best hour, at most ${durationWords(config.bestTime.within)}`;
  const { time, weekdays = [], timezone } = config.until;
  const days =
    weekdays.length > 0
      ? `on ${listWords(
          weekdays.map((day) => weekdayName(day) ?? String(day)),
          'or',
        )}`
      : '';
  return sentence(`until ${time}`, days, zoneWords(timezone));
}

function waitForWords(config: WaitForConfig, names: Names): string {
  const what =
    'event' in config
      ? sentence(eventWords(config.event).past, whereWords(config.where))
      : describeCondition(config.condition, names);
  return `until the customer ${what}, at most ${durationWords(config.timeout)}`;
}

function switchWords({ cases }: SwitchConfig, names: Names): string {
  return `${cases.map(({ id, if: condition }) => `${quote(id)} if ${describeCondition(condition, names)}`).join('; ')}; else the rest`;
}

function splitWords({ arms }: SplitConfig): string {
  const sum = arms.reduce((total, { weight }) => total + weight, 0);
  if (sum <= 0) return UNFINISHED.split;
  return arms.map(({ id, weight }) => `${Number(((weight / sum) * 100).toFixed(1))} % ${quote(id)}`).join(', ');
}

function updateWords({ set }: UpdateConfig): string {
  const changes = Object.entries(set).map(([trait, value]) =>
    value === null ? `remove ${quote(trait)}` : `set ${quote(trait)} to ${valueWords(value)}`,
  );
  return changes.length === 0 ? UNFINISHED.update : changes.join(', ');
}

function webhookWords({ url, method }: WebhookConfig): string {
  return url.trim() === '' ? UNFINISHED.webhook : `${method ?? 'POST'} ${url}`;
}

function wholeNodeWords(node: JourneyNode, names: Names): string {
  switch (node.type) {
    case 'trigger':
      return describeTrigger(node.config.on, names);
    case 'email':
      return emailWords(node.config);
    case 'wait':
      return waitWords(node.config);
    case 'waitFor':
      return waitForWords(node.config, names);
    case 'branch':
      return describeCondition(node.config.if, names);
    case 'switch':
      return switchWords(node.config, names);
    case 'split':
      return splitWords(node.config);
    case 'update':
      return updateWords(node.config);
    case 'webhook':
      return webhookWords(node.config);
    case 'exit':
      return node.config.reason ? node.config.reason : UNFINISHED.exit;
  }
}

/** What a node is called: its own name, or its type's. */
export function nodeTitle({ name, type }: Pick<DraftNode, 'name' | 'type'>): string {
  return name !== undefined && name.trim() !== '' ? name : NODE_LABELS[type];
}

/**
 * A node in plain words: its title and what it does. An unfinished node says what to choose next (“Choose an event”). Plain
 * text; names from the data appear as they are.
 */
export function describeNode(node: DraftNode, draft: JourneyDraft, names: Names = {}): { title: string; detail: string } {
  const whole = readNode(node);
  const unfinished = (): string => (node.type === 'trigger' ? unfinishedTrigger(node.config['on']) : UNFINISHED[node.type]);
  const detail = whole ? wholeNodeWords(whole, namesIn(draft, names)) : unfinished();
  return { title: nodeTitle(node), detail: capitalised(detail) };
}
