import { durationWords } from '../../condition/words/duration.js';
import { eventWords } from '../../condition/words/events.js';
import { quote } from '../../condition/words/text.js';
import { whereWords } from '../../condition/words/comparison.js';
import type { Condition } from '../../condition/schema.js';
import type { JourneyNode, NodeOf } from '../../journey/schema.js';
import type { CompiledCondition, Moment } from '../condition.js';
import type { CompiledNode } from '../plan.js';
import type { Finding } from '../story.js';
import { conditionOf } from './crux.js';
import { differences } from './differ.js';

/** What an entry would have needed to take another way out of a node. */
export interface Decision {
  finding?: Finding;
  differ: string[];
  values: number[];
  gap: number;
}

type Segments = Readonly<Record<string, Condition>>;

/** Looks at the way that was not taken: `wanted` are the handles that would have led on. Asked at the very moment of the decision. */
export function missedWay(
  { node, action, handles }: CompiledNode,
  taken: string,
  wanted: readonly string[],
  moment: Moment,
  segments: Segments,
): Decision {
  if (node.type === 'branch' && action.kind === 'branch')
    return judged(node.config.if, action.condition, wanted.includes('yes'), moment, segments);
  if (node.type === 'waitFor' && action.kind === 'waitForCondition' && 'condition' in node.config)
    return judged(node.config.condition, action.condition, wanted.includes('happened'), moment, segments);
  if (node.type === 'switch' && action.kind === 'switch') {
    const cases = { raw: node.config.cases, compiled: action.cases };
    const condition = conditionOf(action, wanted, handles);
    return { ...missedCase(cases, taken, wanted, moment, segments), values: condition?.measure(moment) ?? [] };
  }
  return { differ: [plainWords(node, wanted)], values: [], gap: 1 };
}

function judged(raw: Condition, condition: CompiledCondition, wanted: boolean, moment: Moment, segments: Segments): Decision {
  const finding = condition.explain(moment);
  const values = condition.measure(moment);
  const { words, gap } = differences(raw, finding, wanted, values, segments);
  return { finding, differ: words, values, gap };
}

interface Cases {
  raw: NodeOf<'switch'>['config']['cases'];
  compiled: readonly CompiledCondition[];
}

/** The first wanted case would have had to hold, and none before it. */
function missedCase(cases: Cases, taken: string, wanted: readonly string[], moment: Moment, segments: Segments): Decision {
  const first = cases.raw.findIndex(({ id }) => wanted.includes(id));
  const target = first < 0 ? cases.raw.length : first;
  const differ: string[] = [];
  let gap = 0;
  let finding: Finding | undefined;
  cases.raw.slice(0, target + 1).forEach(({ id, if: raw }, place) => {
    const compiled = cases.compiled[place];
    if (!compiled) return;
    const found = judged(raw, compiled, place === target, moment, segments);
    if (place === target || id === taken) finding = found.finding;
    differ.push(...found.differ.map((words) => `${quote(id)}: ${words}`));
    gap += found.gap;
  });
  return { ...(finding && { finding }), differ, values: [], gap };
}

function plainWords(node: JourneyNode, wanted: readonly string[]): string {
  if (node.type === 'waitFor' && 'event' in node.config) {
    const { event, where, timeout } = node.config;
    const { past, not } = eventWords(event);
    const what = `${wanted.includes('happened') ? past : not} ${whereWords(where)}`.trim();
    return `needs a customer who ${what} within ${durationWords(timeout)} of coming here`;
  }
  if (node.type === 'split') {
    const arms = wanted.map((arm) => quote(arm)).join(' or ');
    return `needs the arm ${arms}: it is drawn by the seed and the customer alone, so the customer keeps it at each entry`;
  }
  return `needs to go on by ${wanted.map((handle) => quote(handle)).join(' or ')}`;
}
