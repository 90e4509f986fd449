import { expect, test } from 'vitest';
import type { DraftNode } from '../../../shared/journey/schema.js';
import { stripsOf } from './strips.js';

const node = (id: string, type: DraftNode['type']): DraftNode => ({ id, type, position: { x: 0, y: 0 }, config: {} });
const edge = (source: string, target: string) => ({ id: `${source} ${target}`, source, sourceHandle: 'out', target });

test('each trigger begins a strip, and each step stands in one of them, once', () => {
  const nodes = [
    node('mail', 'email'),
    node('first', 'trigger'),
    node('wait', 'wait'),
    node('second', 'trigger'),
    node('loose', 'exit'),
  ];
  const edges = [edge('first', 'wait'), edge('wait', 'mail'), edge('mail', 'wait'), edge('second', 'mail'), edge('mail', 'gone')];
  expect(stripsOf({ nodes, edges }).map((strip) => strip.map(({ id }) => id))).toEqual([['first', 'wait', 'mail'], ['second']]);
});
