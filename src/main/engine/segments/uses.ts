import type { Condition } from '../../../shared/condition/schema.js';
import type { SegmentUse } from '../../../shared/contract/segments.js';
import type { Activation } from '../../../shared/delivery/activation.js';
import { segmentsUsed } from '../../../shared/journey/check/segments.js';
import type { DraftNode, JourneyDraft, NodeType } from '../../../shared/journey/schema.js';
import { NODE_LABELS } from '../../../shared/journey/words/node.js';
import type { ProjectStore, Segment } from '../../store/project/index.js';

/** Steps whose settings hold the person's own data, in which a key “segment” means nothing. */
const WITHOUT_CONDITIONS: readonly NodeType[] = ['email', 'update', 'webhook'];

/**
 * The segments that settings name. An unfinished step counts as well: finishing it must not reveal that its segment is
 * gone. So this looks for leaves anywhere instead of reading whole conditions.
 */
function namedIn(settings: unknown): Set<string> {
  const found = new Set<string>();
  const pending: unknown[] = [settings];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, part] of Object.entries(next)) {
      if (key === 'segment' && typeof part === 'string') found.add(part);
      if (!key.startsWith('x-')) pending.push(part);
    }
  }
  return found;
}

function nodeUses(draft: JourneyDraft, node: DraftNode): [string, SegmentUse][] {
  if (WITHOUT_CONDITIONS.includes(node.type)) return [];
  const nodeName = node.name?.trim() ? node.name : NODE_LABELS[node.type];
  const use: SegmentUse = { kind: 'node', journey: draft.id, journeyName: draft.name, node: node.id, nodeName };
  return [...namedIn(node.config)].map((id) => [id, use]);
}

/** Where a journey itself names segments, in whole settings and in unfinished ones, each by the id that is named. */
export function journeyUses(draft: JourneyDraft): [string, SegmentUse][] {
  const settings: SegmentUse = { kind: 'settings', journey: draft.id, journeyName: draft.name };
  return [
    ...draft.nodes.flatMap((node) => nodeUses(draft, node)),
    ...[...namedIn(draft.settings)].map((id): [string, SegmentUse] => [id, settings]),
  ];
}

/** The segments that a journey itself names, in whole settings and in unfinished ones. */
export function segmentsNamed(draft: JourneyDraft): Set<string> {
  return new Set(journeyUses(draft).map(([id]) => id));
}

function segmentUses({ id, name, condition }: Segment): [string, SegmentUse][] {
  const use: SegmentUse = { kind: 'segment', segment: id, segmentName: name };
  return [...new Set(segmentsUsed(condition))].map((used) => [used, use]);
}

/** What live journeys name, in whatever version people are inside, and single e-mails that wait or are being sent. */
function liveUses({ status, versions }: Activation): [string, SegmentUse][] {
  return status === 'ended' ? [] : versions.flatMap(({ draft }) => journeyUses(draft));
}

/** Where the journeys and segments of a project name segments, by the id that is named. Each place counts once. */
export function usesOfSegments({
  journeys,
  segments,
  delivery,
}: Pick<ProjectStore, 'journeys' | 'segments' | 'delivery'>): Map<string, SegmentUse[]> {
  const uses = new Map<string, SegmentUse[]>();
  const found = [
    ...journeys.list().flatMap(({ draft }) => journeyUses(draft)),
    ...delivery.activations().flatMap(liveUses),
    ...segments.list().flatMap(segmentUses),
  ];
  const all = new Map(found.map((each) => [JSON.stringify(each), each])).values();
  for (const [id, use] of all) uses.set(id, [...(uses.get(id) ?? []), use]);
  return uses;
}

/** No sentence names more places than this. */
const NAMED = 5;

function useWords(use: SegmentUse): string {
  switch (use.kind) {
    case 'node':
      return `the step “${use.nodeName}” of the journey “${use.journeyName}”`;
    case 'settings':
      return `the settings of the journey “${use.journeyName}”`;
    case 'segment':
      return `the segment “${use.segmentName}”`;
  }
}

/** “the step “Loyal?” of the journey “Win back” and the segment “VIP””. */
export function usesInWords(uses: readonly SegmentUse[]): string {
  const words = uses.slice(0, NAMED).map(useWords);
  const rest = uses.length - words.length;
  if (rest > 0) words.push(`${String(rest)} more ${rest === 1 ? 'place' : 'places'}`);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

/**
 * The way by which a segment would be defined by itself, as ids from it to the one that leads back; `undefined` when it
 * would not.
 */
export function circleFrom(id: string, segments: Readonly<Record<string, Condition>>): string[] | undefined {
  const seen = new Set([id]);
  const ways: string[][] = [[id]];
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1) ?? id;
    const condition = Object.hasOwn(segments, last) ? segments[last] : undefined;
    for (const next of condition ? segmentsUsed(condition) : []) {
      if (next === id) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
