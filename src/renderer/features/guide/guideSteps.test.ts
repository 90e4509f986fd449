import { describe, expect, it } from 'vitest';
import { newNode } from '../../../shared/journey/edit/new-node.js';
import type { DraftNode, JourneyDraft } from '../../../shared/journey/schema.js';
import { stepsDone } from './guideSteps.js';

const at = { x: 0, y: 0 };

function draftOf(nodes: DraftNode[], ways: [string, string][] = []): JourneyDraft {
  const edges = ways.map(([source, target]) => ({ id: `${source}${target}`, source, sourceHandle: 'out', target }));
  return { format: 'waypost/journey', version: 1, id: 'j', name: 'J', nodes, edges };
}

const trigger: DraftNode = { ...newNode('trigger', 't', at), config: { kind: 'intent', on: { event: 'Product Added' } } };
const mail: DraftNode = { ...newNode('email', 'm', at), config: { subject: 'Hello' } };
const none = { hasRun: false, hasStory: false };

describe('the guide', () => {
  it('follows what is really there', () => {
    expect(stepsDone({ draft: draftOf([newNode('trigger', 't', at)]), ...none })).toBe(0);
    expect(stepsDone({ draft: draftOf([trigger]), ...none })).toBe(1);
    expect(stepsDone({ draft: draftOf([trigger, newNode('wait', 'w', at)]), ...none })).toBe(1);
    expect(stepsDone({ draft: draftOf([trigger, newNode('wait', 'w', at)], [['t', 'w']]), ...none })).toBe(2);
    const whole = draftOf(
      [trigger, newNode('wait', 'w', at), mail],
      [
        ['t', 'w'],
        ['w', 'm'],
      ],
    );
    expect(stepsDone({ draft: whole, ...none })).toBe(3);
    expect(stepsDone({ draft: whole, hasRun: true, hasStory: true })).toBe(5);
  });

  it('does not go back over what was done', () => {
    expect(stepsDone({ draft: draftOf([]), hasRun: true, hasStory: false }, 3)).toBe(4);
  });
});
