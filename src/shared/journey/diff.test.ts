import { describe, expect, it } from 'vitest';
import { diffJourneys, isSameJourney, marksOf } from './diff.js';
import { JOURNEY_FORMAT, type DraftEdge, type DraftNode, type JourneyDraft } from './schema.js';
import { describeDiff, diffSummary } from './words/diff.js';

const start: DraftNode = { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'Product Viewed' } } };
const wait: DraftNode = { id: 'w', type: 'wait', config: { for: '1d' }, position: { x: 0, y: 0 } };
const mail: DraftNode = { id: 'm', type: 'email', name: 'Hello', config: { subject: 'Hi', topic: 'offers' } };
const edge = (id: string, source: string, target: string): DraftEdge => ({ id, source, sourceHandle: 'out', target });

function draftOf(nodes: DraftNode[], edges: DraftEdge[] = [], more: Partial<JourneyDraft> = {}): JourneyDraft {
  return { format: JOURNEY_FORMAT, version: 1, id: 'j', name: 'Journey', nodes, edges, ...more };
}

const before = draftOf([start, wait], [edge('e1', 't', 'w')]);

describe('the difference of two journeys', () => {
  it('is nothing for the same journey, however its parts are written', () => {
    const copy = draftOf(
      [start, { position: { y: 0, x: 0 }, config: { for: '1d' }, type: 'wait', id: 'w' }],
      [edge('other id', 't', 'w')],
      { timezone: 'UTC', settings: {} },
    );
    const diff = diffJourneys(before, copy);
    expect(isSameJourney(diff)).toBe(true);
    expect(diffSummary(diff)).toBe('no difference');
    expect(describeDiff(diff, before, copy)).toEqual([]);
  });

  it('tells what came, went, changed and moved, on both sides', () => {
    const after = draftOf(
      [{ ...start, position: { x: 100, y: 0 } }, { ...wait, config: { for: '2d' } }, mail],
      [edge('e1', 't', 'm'), edge('e2', 'm', 'w')],
    );
    const diff = diffJourneys(before, after);
    expect(diff.added).toEqual([mail]);
    expect(diff.removed).toEqual([]);
    expect(diff.moved).toEqual(['t']);
    expect(diff.changed.map(({ id, parts }) => [id, parts])).toEqual([['w', ['settings']]]);
    expect(diff.connected.map(({ id }) => id)).toEqual(['e1', 'e2']);
    expect(diff.disconnected.map(({ id }) => id)).toEqual(['e1']);
    expect([...marksOf(diff, 'before').nodes]).toEqual([['w', 'changed']]);
    expect([...marksOf(diff, 'after').nodes]).toEqual([
      ['m', 'added'],
      ['w', 'changed'],
    ]);
    expect(marksOf(diff, 'before').edges.get('e1')).toBe('removed');
    expect(diffSummary(diff)).toBe('1 added, 1 changed, 3 connections, 1 moved');
  });

  it('says in words what a step was and what it is', () => {
    const [renamed, setting] = [
      draftOf([start, { ...wait, config: { for: '2d' }, name: 'Breathe', stage: 'Purchase' }], before.edges),
      draftOf([start, { ...mail, config: { subject: 'Hello', topic: 'news' } }]),
    ];
    expect(describeDiff(diffJourneys(before, renamed), before, renamed)[0]).toEqual({
      mark: 'changed',
      node: 'w',
      title: 'Breathe',
      kind: 'Wait',
      differences: [
        { what: 'Name', before: '', after: 'Breathe' },
        { what: 'Stage', before: '', after: 'Purchase' },
        { what: 'What it does', before: '1 day', after: '2 days' },
      ],
    });
    const old = draftOf([start, mail]);
    expect(describeDiff(diffJourneys(old, setting), old, setting)[0]?.differences).toEqual([
      { what: 'What it does', before: '“Hi”', after: '“Hello”' },
      { what: 'Topic', before: 'offers', after: 'news' },
    ]);
  });

  it('says which settings of the journey changed', () => {
    const after = { ...before, name: 'Spring', settings: { holdout: { percent: 10 } } };
    const [change] = describeDiff(diffJourneys(before, after), before, after);
    expect(change?.kind).toBe('Journey');
    expect(change?.differences[0]).toEqual({ what: 'Name', before: 'Journey', after: 'Spring' });
    expect(change?.differences[1]?.after).toContain('10 % of customers are held out');
  });

  it('never hides a change that has no words', () => {
    const after = draftOf([start, { ...wait, config: { for: '1d', 'x-mine': 1 } }], before.edges);
    expect(describeDiff(diffJourneys(before, after), before, after)[0]?.differences).toHaveLength(1);
  });
});
