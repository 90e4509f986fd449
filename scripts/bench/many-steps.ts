import { newNode } from '../../src/shared/journey/edit/new-node.js';
import type { DraftEdge, DraftNode, JourneyDraft, NodeType } from '../../src/shared/journey/schema.js';

/** The steps of a path behind its trigger, over and over. */
const PATH: readonly NodeType[] = ['trigger', 'wait', 'branch', 'email', 'split', 'email', 'waitFor', 'update', 'email', 'exit'];
const COLUMN = 320;
const ROW = 192;
/** Paths in a column of paths. */
const ROWS = 25;

function configOf(type: NodeType, index: number): DraftNode['config'] {
  switch (type) {
    case 'trigger':
      return { kind: 'intent', on: { event: 'Product Viewed', if: { did: 'Product Viewed', within: '7d', times: { gt: 3 } } } };
    case 'branch':
      return { if: { did: 'Order Completed', within: 'journey' } };
    case 'waitFor':
      return { event: 'Order Completed', timeout: '2d' };
    case 'email':
      return { subject: `Still thinking it over? ${index}` };
    case 'update':
      return { set: { stage: `path ${index}` } };
    default:
      return newNode(type, '', { x: 0, y: 0 }).config;
  }
}

const FIRST_WAY: Partial<Record<NodeType, string>> = { branch: 'yes', split: 'A', waitFor: 'happened' };

/** A journey of so many steps: paths of ten, with every kind of step but one, side by side and below each other. */
export function manySteps(count: number): JourneyDraft {
  const nodes: DraftNode[] = [];
  const edges: DraftEdge[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = index % PATH.length;
    const path = Math.floor(index / PATH.length);
    const type = PATH[place] ?? 'wait';
    const x = (Math.floor(path / ROWS) * (PATH.length + 1) + place) * COLUMN;
    const y = (path % ROWS) * ROW;
    const name = type === 'wait' ? {} : { name: `Step ${index + 1}` };
    nodes.push({ id: `n${index}`, type, ...name, position: { x, y }, config: configOf(type, index) });
    const before = nodes[index - 1];
    if (place > 0 && before) {
      edges.push({ id: `e${index}`, source: before.id, sourceHandle: FIRST_WAY[before.type] ?? 'out', target: `n${index}` });
    }
  }
  return { format: 'waypost/journey', version: 1, id: 'a-thousand-steps', name: 'A thousand steps', nodes, edges };
}
