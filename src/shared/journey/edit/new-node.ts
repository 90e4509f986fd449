import type { DraftNode, NodeType, Position } from '../schema.js';

/** Settings of a node that was just put down: what can be guessed is filled in, the rest is asked for by `checkJourney`. */
export function newConfig(type: NodeType): DraftNode['config'] {
  switch (type) {
    case 'trigger':
      return { kind: 'intent', on: { event: '' } };
    case 'email':
      return { subject: '' };
    case 'wait':
      return { for: '1d' };
    case 'waitFor':
      return { event: '', timeout: '3d' };
    case 'branch':
      return { if: { all: [] } };
    case 'switch':
      return {
        cases: [
          { id: 'a', if: { all: [] } },
          { id: 'b', if: { all: [] } },
        ],
      };
    case 'split':
      return {
        arms: [
          { id: 'A', weight: 50 },
          { id: 'B', weight: 50 },
        ],
      };
    case 'update':
      return { set: {} };
    case 'webhook':
      return { url: '', method: 'POST' };
    case 'exit':
      return {};
  }
}

/** A new node at a place of the canvas. */
export function newNode(type: NodeType, id: string, position: Position): DraftNode {
  return { id, type, position, config: newConfig(type) };
}
