import type { Scalar } from '../../../shared/condition/comparison.js';
import type { Token } from '../../../shared/contract/emails.js';
import type { LogSummary } from '../../../shared/contract/logs.js';
import { CUSTOMER_NAMES, plainNameOf, PRODUCT_NAMES, type UsualName } from '../../../shared/email/names.js';
import { CUSTOMER_TOKENS, FIXED_TOKENS, insertOf, type TokenSpec } from '../../../shared/email/tokens.js';
import { vocabularyOf } from '../../../shared/email/vocabulary.js';
import type { ValueColumn } from '../../../shared/simulation/log.js';
import { columnReader } from '../../../shared/simulation/values.js';
import type { ProjectStore } from '../../store/project/index.js';
import { madeOnce } from '../made-once.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { ProjectNames } from './names.js';

/** Properties past this are offered without examples: to look for them takes a look at all events. */
const MOST_WITH_EXAMPLES = 40;
const EXAMPLES = 3;

interface Known extends ProjectNames {
  tokens: Token[];
}

/** What Liquid may name in a project; worked out once for each state of its log. */
export class ProjectTokens {
  private readonly kept = new WeakMap<ProjectSession, { key: string; known: Promise<Known> }>();

  async of(session: ProjectSession, signal: AbortSignal): Promise<Known> {
    const updated = traitsSet(session.store);
    const key = JSON.stringify([await session.log.generation(), updated]);
    return madeOnce(
      () => {
        const kept = this.kept.get(session);
        return kept?.key === key ? kept.known : undefined;
      },
      (known) => {
        this.kept.set(session, { key, known });
      },
      () => knownOf(session, updated, signal),
      signal,
    );
  }
}

/** Traits that the updates of journeys set. */
function traitsSet({ journeys }: Pick<ProjectStore, 'journeys'>): string[] {
  const names = journeys.list().flatMap(({ draft }) =>
    draft.nodes.flatMap(({ type, config }) => {
      const set: unknown = type === 'update' ? config['set'] : undefined;
      return typeof set === 'object' && set !== null ? Object.keys(set) : [];
    }),
  );
  return [...new Set(names)].sort();
}

async function knownOf(session: ProjectSession, updated: readonly string[], signal: AbortSignal): Promise<Known> {
  const summary = await session.log.summary();
  const traits = [...new Set([...summary.traits.map(({ name }) => name), ...updated])];
  const properties = summary.properties.map(({ name }) => name);
  const vocabulary = vocabularyOf({ traits, properties, hasLog: summary.events > 0 });
  const found = await traitFacts(session, summary, signal);
  const examples = await propertyExamples(session, properties);
  const shares = new Map<string, number>();
  for (const [name, { share }] of found) {
    shares.set(`customer.${name}`, share);
    shares.set(name, share);
  }
  for (const [usual, spelled] of spellingsIn(CUSTOMER_NAMES, traits)) {
    const share = found.get(spelled)?.share;
    if (share !== undefined && !shares.has(`customer.${usual}`)) shares.set(`customer.${usual}`, share);
  }
  return { vocabulary, shares, tokens: tokensOf(traits, properties, found, examples) };
}

interface TraitFacts {
  share: number;
  examples: Scalar[];
}

async function traitFacts(
  session: ProjectSession,
  { traits }: LogSummary,
  signal: AbortSignal,
): Promise<Map<string, TraitFacts>> {
  const names = traits.map(({ name }) => name);
  if (names.length === 0) return new Map();
  const log = await session.logs.load({ properties: [], traits: names }, signal);
  return new Map(
    names.flatMap((name): [string, TraitFacts][] => {
      const column = Object.hasOwn(log.traits, name) ? log.traits[name] : undefined;
      return column ? [[name, columnFacts(column, log.customerCount)]] : [];
    }),
  );
}

function columnFacts(column: ValueColumn, count: number): TraitFacts {
  const reader = columnReader(column);
  const counts = new Map<Scalar, { count: number; at: number }>();
  let present = 0;
  for (let place = 0; place < count; place++) {
    const key = reader.key(place);
    if (key === undefined) continue;
    present++;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { count: 1, at: place });
  }
  const frequent = [...counts.values()].sort((a, b) => b.count - a.count || a.at - b.at).slice(0, EXAMPLES);
  return { share: count === 0 ? 1 : present / count, examples: frequent.flatMap(({ at }) => reader.value(at) ?? []) };
}

async function propertyExamples({ log }: ProjectSession, properties: readonly string[]): Promise<Map<string, Scalar[]>> {
  const found = new Map<string, Scalar[]>();
  for (const property of properties.filter((name) => !/\.\d+(\.|$)/.test(name)).slice(0, MOST_WITH_EXAMPLES))
    found.set(
      property,
      (await log.propertyValues({ property, limit: EXAMPLES })).map(({ value }) => value),
    );
  return found;
}

/** The usual names that a log has, each with its own spelling of it. */
function spellingsIn(names: readonly UsualName[], present: readonly string[]): Map<string, string> {
  return new Map(
    names.flatMap(({ name, spellings }): [string, string][] => {
      const own = spellings.flatMap((spelling) => present.find((each) => plainNameOf(each) === spelling) ?? []);
      return own[0] === undefined ? [] : [[name, own[0]]];
    }),
  );
}

function tokensOf(
  traits: readonly string[],
  properties: readonly string[],
  facts: ReadonlyMap<string, TraitFacts>,
  examples: ReadonlyMap<string, Scalar[]>,
): Token[] {
  const ofCustomer = spellingsIn(CUSTOMER_NAMES, traits);
  const ofProduct = spellingsIn(PRODUCT_NAMES, properties);
  const productExamples = (name: string): Scalar[] => examples.get(ofProduct.get(name) ?? '') ?? [];
  const fields = PRODUCT_NAMES.map(({ name, description }) => ({ name, description, examples: productExamples(name) }));
  const token = (spec: TokenSpec, own: Partial<Token> = {}): Token => ({
    ...{ name: spec.name, group: spec.group, kind: spec.kind, description: spec.description, examples: [], share: null },
    insert: insertOf(spec),
    fields: spec.kind === 'list' ? fields : [],
    ...own,
  });
  const usual = CUSTOMER_TOKENS.flatMap((spec) => {
    const spelled = ofCustomer.get(spec.name.slice('customer.'.length));
    if (spelled === undefined) return [];
    const { share = null, examples: seen = [] } = facts.get(spelled) ?? {};
    return [token({ ...spec, mayLack: share !== 1 }, { share, examples: seen })];
  });
  const taken = new Set(usual.map(({ name }) => name));
  const otherTraits = traits
    .filter((name) => isPath(name) && !taken.has(`customer.${name}`))
    .map((name) => {
      const { share = null, examples: seen = [] } = facts.get(name) ?? {};
      const spec = {
        name: `customer.${name}`,
        group: 'Customer',
        kind: 'value',
        description: `Trait ${name}`,
        mayLack: share !== 1,
      } as const;
      return token(spec, { share, examples: seen });
    });
  const ofEvent = properties
    .filter((name) => isPath(name) && !/\.\d+(\.|$)/.test(name))
    .map((name) => {
      const spec = {
        name: `trigger.${name}`,
        group: 'Event',
        kind: 'value',
        description: `Property ${name} of the event`,
        mayLack: true,
      } as const;
      return token(spec, { examples: examples.get(name) ?? [] });
    });
  const fixed = FIXED_TOKENS.map((spec) => {
    const product = /^product_(.+)$/.exec(spec.name)?.[1];
    return token(spec, product === undefined ? {} : { examples: productExamples(product) });
  });
  const all = [...usual, ...otherTraits, ...fixed, ...ofEvent];
  return all;
}

/** Whether a name can be written with dots; others need brackets and are not offered. */
function isPath(name: string): boolean {
  return /^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/.test(name);
}
