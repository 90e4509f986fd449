import { describe, expect, it } from 'vitest';
import { journeyDraftSchema, type JourneyDraft } from '../schema.js';
import { journeyToJson } from './json.js';
import { journeyToMermaid } from './mermaid.js';
import { journeyToSvg } from './svg.js';

const HOSTILE = '"]; click n0 "javascript:alert(1)" <script>alert(1)</script> %%{init: {}}%% `code` #quot; end \u0007 \\ & é 🛒';

function draft(rest: Partial<JourneyDraft> = {}): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: HOSTILE,
    nodes: [
      { id: HOSTILE, type: 'trigger', name: HOSTILE, config: { kind: 'intent', on: { event: HOSTILE } } },
      {
        id: 's',
        type: 'split',
        name: 'Split',
        config: {
          arms: [
            { id: HOSTILE, weight: 1 },
            { id: 'B', weight: 1 },
          ],
        },
      },
      { id: 'm', type: 'email', config: { subject: HOSTILE } },
    ],
    edges: [
      { id: '1', source: HOSTILE, sourceHandle: 'out', target: 's' },
      { id: '2', source: 's', sourceHandle: HOSTILE, target: 'm' },
      { id: '3', source: 's', sourceHandle: 'B', target: 'gone' },
    ],
    ...rest,
  };
}

describe('JSON (semantics §4)', () => {
  const document = {
    'x-first': { keep: [1, null, 'ü'] },
    edges: [{ target: 'e', sourceHandle: 'out', source: 't', id: '1', 'x-e': 1, ui: { bend: 3 } }],
    nodes: [
      { config: { on: { event: 'A' }, kind: 'intent' }, type: 'trigger', id: 't', ui: { open: true, 'x-deep': {} }, 'x-n': 'n' },
      { position: { y: 2, x: 1 }, id: 'e', config: { subject: 's', template: 't' }, type: 'email', stage: 'purchase', name: 'E' },
    ],
    settings: { consent: 'none', 'x-s': 1, reentry: { mode: 'always' } },
    ui: { zoom: 0.5 },
    timezone: 'Europe/Berlin',
    name: 'J',
    id: 'j',
    version: 1,
    format: 'waypost/journey',
  };

  it('keeps everything, through the draft schema too', () => {
    const taken = journeyDraftSchema.parse(document);
    expect(JSON.parse(journeyToJson(taken))).toEqual(document);
  });

  it('has one order of keys, two spaces and a last line end', () => {
    const text = journeyToJson(journeyDraftSchema.parse(document));
    expect(Object.keys(journeyDraftSchema.parse(JSON.parse(text)))).toEqual([
      'format',
      'version',
      'id',
      'name',
      'timezone',
      'settings',
      'nodes',
      'edges',
      'ui',
      'x-first',
    ]);
    expect(text).toMatch(/^\{\n {2}"format": "waypost\/journey",\n {2}"version": 1,\n/);
    expect(text.endsWith('}\n')).toBe(true);
    const shuffled = Object.fromEntries(Object.entries(document).reverse());
    expect(journeyToJson(journeyDraftSchema.parse(shuffled))).toBe(text);
    expect(text.indexOf('"reentry"')).toBeLessThan(text.indexOf('"consent"'));
  });
});

describe('Mermaid', () => {
  it('numbers its nodes and writes labels without a single character of syntax', () => {
    const lines = journeyToMermaid(draft()).trimEnd().split('\n');
    expect(lines[0]).toBe('flowchart LR');
    expect(lines).toHaveLength(1 + 3 + 2);
    for (const line of lines.slice(1)) {
      const label = /"(.*)"/.exec(line)?.[1] ?? '';
      expect(line).toMatch(/^ {2}n\d+(\(\["[^"]*"\]\)|\["[^"]*"\]|\{"[^"]*"\}| -->(\|"[^"]*"\|)? n\d+)$/);
      expect(label.replaceAll(/#\d+;|<br\/>/g, '')).not.toMatch(/[<>"`%{}[\]|\\&#;]|\p{Cc}/u);
    }
    expect(lines[4]).toBe('  n0 --> n1');
  });

  it('draws the shapes and the names of the ways', () => {
    const nodes: JourneyDraft['nodes'] = [
      { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'Product Viewed' } } },
      { id: 'b', type: 'branch', name: 'Bought?', config: { if: { did: 'Order Completed' } } },
      { id: 'x', type: 'exit', config: {} },
    ];
    const edges = [
      { id: '1', source: 't', sourceHandle: 'out', target: 'b' },
      { id: '2', source: 'b', sourceHandle: 'yes', target: 'x' },
    ];
    expect(journeyToMermaid(draft({ nodes, edges }))).toBe(
      [
        'flowchart LR',
        '  n0(["Trigger<br/>Viewed a product"])',
        '  n1{"Bought#63;<br/>Completed an order"}',
        '  n2(("Exit<br/>Leaves the journey"))',
        '  n0 --> n1',
        '  n1 -->|"yes"| n2',
        '',
      ].join('\n'),
    );
  });
});

describe('SVG', () => {
  /** Every text between tags, with its entities resolved. */
  function textsOf(svg: string): string[] {
    return Array.from(svg.matchAll(/<(text|title|desc)\b[^>]*>([^<]*)<\/\1>/g), ([, , text = '']) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    );
  }

  it('has a title and a description, and needs nothing from outside', () => {
    const svg = journeyToSvg(draft());
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img" aria-labelledby="title description"/);
    expect(textsOf(svg)[1]).toBe('A journey of 3 steps, drawn from left to right.');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|https?:|<style|@import/);
  });

  it('shows hostile text as text', () => {
    const svg = journeyToSvg(draft());
    expect(svg).not.toContain('<script');
    expect(svg.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(textsOf(svg)[0]).toBe(HOSTILE.replace('\u0007', '\uFFFD'));
    // Nothing but the elements that are drawn.
    const elements = new Set(Array.from(svg.matchAll(/<\/?([a-zA-Z]+)/g), ([, name]) => name));
    expect([...elements].sort()).toEqual(['defs', 'desc', 'g', 'marker', 'path', 'rect', 'svg', 'text', 'title']);
  });

  it('is balanced', () => {
    const open: string[] = [];
    for (const [, closing, name = '', self] of journeyToSvg(draft()).matchAll(/<(\/?)([a-z]+)\b[^>]*?(\/?)>/g)) {
      if (closing) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
    }
    expect(open).toEqual([]);
  });

  const boxes = (svg: string): { x: number; y: number; height: number }[] =>
    Array.from(svg.matchAll(/<rect x="([-\d.]+)" y="([-\d.]+)" width="232" height="([\d.]+)"/g), ([, x, y, height]) => ({
      x: Number(x),
      y: Number(y),
      height: Number(height),
    }));

  it('draws where the canvas has the nodes', () => {
    const nodes = draft().nodes.map((node, index) => ({ ...node, position: { x: index * 300, y: -index * 50 } }));
    expect(boxes(journeyToSvg(draft({ nodes }))).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [300, -50],
      [600, -100],
    ]);
  });

  it('puts nodes without positions into columns in which none covers another', () => {
    const nodes: JourneyDraft['nodes'] = [
      ...draft().nodes,
      { id: 'n', type: 'email', config: {} },
      { id: 'p', type: 'email', config: {}, position: { x: 1e300, y: 0 } },
    ];
    const edges = [
      ...draft().edges,
      { id: '4', source: 's', sourceHandle: 'B', target: 'n' },
      { id: '5', source: 'n', sourceHandle: 'out', target: 's' },
    ];
    const drawn = boxes(journeyToSvg(draft({ nodes, edges })));
    expect(drawn.slice(0, 4).map(({ x }) => x)).toEqual([0, 320, 640, 640]);
    for (const [index, a] of drawn.entries())
      for (const b of drawn.slice(index + 1)) expect(a.x !== b.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
  });

  it('draws an empty journey', () => {
    expect(journeyToSvg(draft({ nodes: [], edges: [] }))).toContain('A journey of 0 steps');
  });
});

describe('what the canvas keeps beside the steps', () => {
  const at = (y: number) => ({ x: 0, y });
  const journey: JourneyDraft = {
    ...draft(),
    nodes: [
      { id: 'a', type: 'wait', position: at(0), config: { for: '1d' } },
      { id: 'b', type: 'branch', position: at(200), config: { if: { all: [] } } },
    ],
    edges: [{ id: '1', source: 'a', sourceHandle: 'out', target: 'b' }],
    ui: {
      direction: 'down',
      notes: [{ id: 'n', text: `Ask Ana\n${HOSTILE}`, position: { x: 400, y: 0 }, width: 300, height: 120, colour: 'blue' }],
    },
  };

  it('goes out: notes in drawings and files, the direction in drawings and diagrams', () => {
    const svg = journeyToSvg(journey);
    expect(svg).toContain('Ask Ana');
    expect(svg).toContain('top to bottom');
    expect(svg).not.toContain('<script');
    expect(journeyToMermaid(journey)).toMatch(/^flowchart TD/);
    expect(JSON.parse(journeyToJson(journey))).toMatchObject({ ui: journey.ui });
  });
});
