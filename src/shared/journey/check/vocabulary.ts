import { ANY_EVENT, EMAIL_EVENTS, eventNames } from '../../condition/events.js';
import { AGGREGATES, type Leaf } from '../../condition/schema.js';
import { jsonPointer, type Problem } from '../problem.js';
import type { CheckContext } from './context.js';
import {
  conditionPlaces,
  leafSelectors,
  leavesOf,
  selectorPlaces,
  type ConditionPlace,
  type LeafPlace,
  type Path,
  type SelectorPlace,
} from './places.js';
import { clip, type JourneyView } from './view.js';

/** Events, properties and traits that the log has never seen: most often a spelling mistake. */

/** Properties that simulated messages and their responses bear (semantics §6), and the kind of a bounce (§1). */
const MESSAGE_PROPERTIES: ReadonlySet<string> = new Set(['email_id', 'journey', 'node', 'variant', 'topic', 'simulated', 'type']);
const KNOWN_TRAITS: ReadonlySet<string> = new Set(['email', 'timezone', 'consent']);
const KNOWN_EVENTS: ReadonlySet<string> = new Set<string>([ANY_EVENT, ...EMAIL_EVENTS]);

type Kind = 'event' | 'property' | 'trait';
interface Use {
  kind: Kind;
  name: string;
  path: Path;
  node?: string | undefined;
}

const CODES: Readonly<Record<Kind, string>> = { event: 'unknownEvent', property: 'unknownProperty', trait: 'unknownTrait' };
const ABSENT: Readonly<Record<Kind, string>> = {
  event: 'The log holds no event called',
  property: 'No event of the log has a property called',
  trait: 'No customer has a trait called',
};

function selectorUses({ selector, where, selectorPath, wherePath }: SelectorPlace): Use[] {
  const ofMail = eventNames(selector).some((name) => EMAIL_EVENTS.some((event) => event === name));
  const filters = where.flatMap(({ property }, index): Use[] =>
    ofMail && MESSAGE_PROPERTIES.has(property)
      ? []
      : [{ kind: 'property', name: property, path: [...wherePath, index, 'property'] }],
  );
  return [...eventNames(selector).map((name): Use => ({ kind: 'event', name, path: selectorPath })), ...filters];
}

/** The property a leaf counts by, adds up or looks at, and the key it stands under. */
function propertyOf(leaf: Leaf): { key: string; name: string } | undefined {
  if ('property' in leaf) return { key: 'property', name: leaf.property };
  if (!('did' in leaf) || 'followedBy' in leaf) return undefined;
  if ('is' in leaf) {
    const key = AGGREGATES.find((aggregate) => leaf[aggregate] !== undefined);
    const name = key && leaf[key];
    return key && name !== undefined ? { key, name } : undefined;
  }
  return leaf.by === undefined ? undefined : { key: 'by', name: leaf.by };
}

function leafUses(place: LeafPlace): Use[] {
  const { leaf, path } = place;
  const property = propertyOf(leaf);
  const messageFilters =
    'lastMessages' in leaf
      ? selectorUses({ selector: 'Email Sent', where: leaf.where ?? [], selectorPath: path, wherePath: [...path, 'where'] })
      : [];
  return [
    ...leafSelectors(place).flatMap(selectorUses),
    ...messageFilters,
    ...(property ? [{ kind: 'property' as const, name: property.name, path: [...path, property.key] }] : []),
    ...('trait' in leaf ? [{ kind: 'trait' as const, name: leaf.trait, path: [...path, 'trait'] }] : []),
  ];
}

/** The events, properties and traits that a condition names. */
export function conditionUses({ condition, path, node }: ConditionPlace): Use[] {
  return leavesOf(condition, path)
    .flatMap(leafUses)
    .map((use) => ({ ...use, node: node?.id }));
}

function unseen(uses: readonly Use[], { events, properties, traits }: CheckContext, ownTraits: ReadonlySet<string>): Problem[] {
  const known: Record<Kind, (name: string) => boolean> = {
    event: (name) => !events || events.has(name) || KNOWN_EVENTS.has(name),
    property: (name) => !properties || properties.has(name),
    trait: (name) => !traits || traits.has(name) || ownTraits.has(name) || KNOWN_TRAITS.has(name),
  };
  return uses
    .filter(({ kind, name }) => !known[kind](name))
    .map(({ kind, name, path, node }) => ({
      code: CODES[kind],
      severity: 'warning',
      message: `${ABSENT[kind]} “${clip(name)}”.`,
      suggestion: 'Check its spelling (upper and lower case count), or import data that has it.',
      ...(node !== undefined && { node }),
      path: jsonPointer(path),
    }));
}

/** Names in conditions outside a journey that the log has never seen. */
export function conditionVocabulary(place: ConditionPlace, context: CheckContext): Problem[] {
  return unseen(conditionUses(place), context, new Set());
}

function traitsSet(view: JourneyView): ReadonlySet<string> {
  return new Set(view.nodes.flatMap(({ node }) => (node?.type === 'update' ? Object.keys(node.config.set) : [])));
}

/** Names in a journey that the log has never seen. Traits that the journey itself sets are known. */
export function vocabularyProblems(view: JourneyView, context: CheckContext): Problem[] {
  const uses = [
    ...selectorPlaces(view).flatMap((place) => selectorUses(place).map((use) => ({ ...use, node: place.node?.id }))),
    ...conditionPlaces(view).flatMap(conditionUses),
  ];
  return unseen(uses, context, traitsSet(view));
}
