import { describe, expect, it } from 'vitest';
import { EMAIL_EVENTS } from '../../src/shared/condition/events.js';
import { checkContext, checkJourney, type CheckContext } from '../../src/shared/journey/check.js';
import { generateShop, TRAITS } from './demo-shop/generate.js';
import { customerLines, eventLines } from './output.js';
import { eventsOf, readRecipes, readSample, type LoggedEvent } from './resources.test-support.js';

const samples = ['corner-grocery', 'demo-shop'].map((id) => {
  const sample = readSample(id);
  return { id, ...sample, events: eventsOf(sample.log) };
});

/** First column and header of a customer file whose cells need no quotes before the first comma. */
function customerColumns(text: string) {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  return { traits: header.split(',').slice(1), ids: rows.map((row) => row.slice(0, row.indexOf(','))) };
}

function namesIn(events: readonly LoggedEvent[], traits: readonly string[]) {
  const names = (values: Iterable<string>) => [...new Set(values)].map((name) => ({ name }));
  return checkContext(
    {
      // An e-mail event that did not happen in the sample is still one that can happen.
      eventNames: names([...EMAIL_EVENTS, ...events.map(({ event }) => event)]),
      properties: names(events.flatMap(({ properties }) => Object.keys(properties))),
      traits: names(traits),
    },
    {},
  );
}

/** What is wrong or doubtful about a journey, but for templates: these journeys bring their words, not their looks. */
function doubts(journey: unknown, context: CheckContext | undefined) {
  return checkJourney(journey, context).problems.filter(({ code }) => code !== 'noTemplate');
}

describe.each(samples)('the sample $id', ({ id, manifest, customers, journeys, events }) => {
  it('counts in its manifest what its files hold', () => {
    const { ids } = customerColumns(customers);
    expect(manifest.id).toBe(id);
    expect(manifest.events).toBe(events.length);
    expect(manifest.customers).toBe(new Set([...ids, ...events.map(({ userId }) => userId)]).size);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is in the order of time', () => {
    const times = events.map(({ timestamp }) => Date.parse(timestamp));
    expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? Infinity))).toBe(true);
  });

  it('brings journeys that its own log can run', () => {
    const context = namesIn(events, customerColumns(customers).traits);
    expect(journeys.length).toBeGreaterThan(1);
    for (const journey of journeys) expect(doubts(journey, context)).toEqual([]);
  });
});

describe('the corner grocery', () => {
  const grocery = readSample('corner-grocery');
  const events = eventsOf(grocery.log);
  const count = (name: string) => events.filter(({ event }) => event === name).length;

  it('has every basket, line, mailing and redemption of its source', () => {
    expect({
      orders: count('Order Completed'),
      lines: count('Product Purchased'),
      mailings: count('Email Sent'),
      coupons: count('Coupon Redeemed'),
    }).toEqual({ orders: 47_243, lines: 75_000 - 416, mailings: 6_589, coupons: 2_102 });
  });

  it('names its source and licence', () => {
    expect(grocery.manifest.dataNote).toMatch(/Complete Journey by dunnhumby \(CC0\)/);
  });
});

describe('the demo shop', () => {
  const shop = readSample('demo-shop');

  it('is what its generator makes of seed 1, byte for byte', () => {
    const made = generateShop(1, 2000);
    expect(eventLines(made.events) === shop.log).toBe(true);
    expect(customerLines(made.customers, TRAITS)).toBe(shop.customers);
  });

  it('differs with another seed', () => {
    expect(eventLines(generateShop(2, 20).events)).not.toBe(eventLines(generateShop(1, 20).events));
  });

  it('says that it is generated', () => {
    expect(shop.manifest.dataNote).toMatch(/generated data/i);
  });

  it('lies within its sixty days and has every state of consent', () => {
    const events = eventsOf(shop.log);
    expect(events.at(0)?.timestamp.slice(0, 10)).toBe('2025-10-01');
    expect(events.at(-1)?.timestamp.slice(0, 10)).toBe('2025-11-29');
    const states = new Set(generateShop(1, 2000).customers.map(({ consent }) => consent));
    expect(states).toEqual(new Set(['subscribed', 'unsubscribed', undefined]));
  });
});

describe('the recipes', () => {
  const recipes = readRecipes();
  const shop = samples[1];
  const context = shop && namesIn(shop.events, customerColumns(shop.customers).traits);

  it('are the seven sentences, each under its own name', () => {
    expect(recipes).toHaveLength(7);
    expect(new Set(recipes.map(({ id }) => id)).size).toBe(7);
    for (const { id, name, journey } of recipes) expect({ id: journey.id, name: journey.name }).toEqual({ id, name });
  });

  it.each(recipes)('$id is a journey that the demo shop can run', ({ journey }) => {
    expect(doubts(journey, context)).toEqual([]);
  });

  it.each(recipes)('$id has a name, a stage and a place for every node', ({ journey }) => {
    const bare = journey.nodes.filter(({ name, stage, position }) => !name || !stage || !position);
    expect(bare).toEqual([]);
  });
});
