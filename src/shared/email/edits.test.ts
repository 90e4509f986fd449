import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, blocksOf, parseMjml, type Block } from './document.js';
import {
  applyChanges,
  duplicateBlock,
  insertBlock,
  moveBlock,
  removeBlock,
  setAttribute,
  setContent,
  setHeadText,
  type TextChange,
} from './edits.js';
import { blockAt, blockOnPath, pathAt } from './places.js';

/** What a template says, without where it says it. */
interface Outline {
  tag: string;
  attributes: Record<string, string>;
  content?: string;
  children: Outline[];
}

function outlineOf(block: Block): Outline {
  return {
    tag: block.tag,
    attributes: Object.fromEntries(block.attributes.map(({ name, value }) => [name, value])),
    ...(block.content !== undefined && { content: block.content.trim() }),
    children: block.children.map(outlineOf),
  };
}

function parsed(source: string): Block {
  const { root, faults } = parseMjml(source);
  expect(faults).toEqual([]);
  if (!root) throw new Error('no root');
  return root;
}

const spacing = fc.constantFrom('', '\n', '\n    ', '\n\t', ' ', '\n<!-- a note -->\n  ', '\r\n  ');
const value = fc.constantFrom(
  '#fff',
  '10px 20px',
  'a &amp; b',
  '{{ customer.first_name | default: "you" }}',
  "it's",
  '{% if a > 1 %}x{% endif %}',
);
const attributes = fc.dictionary(fc.constantFrom('color', 'padding', 'href', 'alt'), value, { maxKeys: 3 }).map((found) =>
  Object.entries(found)
    .map(([name, text]) => ` ${name}=${text.includes('"') && !text.includes('{') ? `'${text}'` : `"${text}"`}`)
    .join(''),
);
const content = fc.constantFrom(
  '',
  'Hello',
  ' Hello <b>you</b> ',
  '\n  {{ product.name }}<br />\n  more\n',
  '{% for p in cart.items %}{{ p.name }}{% endfor %}',
);

const leaf = fc
  .tuple(fc.constantFrom('mj-text', 'mj-button'), attributes, content)
  .map(([tag, own, inside]) => `<${tag}${own}>${inside}</${tag}>`);
const empty = fc
  .tuple(fc.constantFrom('mj-image', 'mj-divider', 'mj-spacer'), attributes, fc.constantFrom('/>', ' />'))
  .map(([tag, own, end]) => `<${tag}${own}${end}`);

function within(tag: string, inside: fc.Arbitrary<string>) {
  return fc
    .tuple(attributes, fc.array(fc.tuple(spacing, inside), { maxLength: 3 }), spacing)
    .map(([own, children, last]) => `<${tag}${own}>${children.flat().join('')}${last}</${tag}>`);
}

const template = within('mjml', within('mj-body', within('mj-section', within('mj-column', fc.oneof(leaf, empty)))));

/** A template and one of its blocks, not the root. */
const templateAndBlock = template
  .chain((source) => {
    const root = parsed(source);
    const blocks = [...blocksOf(root)].slice(1);
    return fc.tuple(fc.constant(source), fc.constantFrom(...blocks, undefined), fc.constantFrom(...blocks, undefined), fc.nat(4));
  })
  .filter(([, block]) => block !== undefined);

function change(source: string, changes: readonly TextChange[]): Outline {
  return outlineOf(parsed(applyChanges(source, changes)));
}

/** The intended outline: the one of the text with a block done something to. */
function intended(source: string, path: readonly number[], edit: (siblings: Outline[], index: number) => void): Outline {
  const whole = outlineOf(parsed(source));
  const parent = path.slice(0, -1).reduce((outline, index) => outline.children[index] ?? outline, whole);
  edit(parent.children, path.at(-1) ?? 0);
  return whole;
}

/** Whether a text came from another by replacements alone: what is not replaced is there, letter for letter, in its order. */
function keepsTheRest(source: string, changes: readonly TextChange[], after: string): boolean {
  let rest = after;
  let end = 0;
  for (const { from, to, insert } of [...changes].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const kept = source.slice(end, from) + insert;
    if (!rest.startsWith(kept)) return false;
    rest = rest.slice(kept.length);
    end = to;
  }
  return rest === source.slice(end);
}

const pathIn = (source: string, block: Block): number[] => pathAt(parsed(source), block.start);

describe('edits of a template', () => {
  it('set an attribute, whatever it says, and nothing else', () => {
    const anyValue = fc.oneof(
      value,
      fc.string().filter((text) => !/[\p{Cc}\p{Co}]|\{[{%]|[%}]\}/u.test(text)),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(templateAndBlock, fc.constantFrom('color', 'href', 'show-if'), anyValue, ([source, block], name, wanted) => {
        if (!block) return;
        const changes = setAttribute(source, block, name, wanted);
        const after = intended(source, pathIn(source, block), (siblings, index) => {
          const target = siblings[index];
          if (!target) return;
          const { [name]: _, ...others } = target.attributes;
          target.attributes = wanted === undefined ? others : { ...others, [name]: wanted };
        });
        expect(change(source, changes)).toEqual(after);
        expect(keepsTheRest(source, changes, applyChanges(source, changes))).toBe(true);
        expect(changes.length).toBeLessThanOrEqual(1);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('remove and duplicate a block, and nothing else', () => {
    fc.assert(
      fc.property(templateAndBlock, ([source, block]) => {
        if (!block) return;
        const path = pathIn(source, block);
        expect(change(source, removeBlock(source, block))).toEqual(
          intended(source, path, (siblings, index) => siblings.splice(index, 1)),
        );
        expect(change(source, duplicateBlock(source, block))).toEqual(
          intended(source, path, (siblings, index) => {
            const copy = siblings[index];
            if (copy) siblings.splice(index, 0, copy);
          }),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('insert a block where it was wanted', () => {
    fc.assert(
      fc.property(templateAndBlock, ([source, parent, , place]) => {
        if (!parent || parent.content !== undefined) return;
        const index = Math.min(place, parent.children.length);
        const snippet = '<mj-divider\n  color="red"\n/>';
        const changes = insertBlock(source, parent, index, snippet);
        expect(change(source, changes)).toEqual(
          intended(source, [...pathIn(source, parent), index], (siblings) =>
            siblings.splice(index, 0, { tag: 'mj-divider', attributes: { color: 'red' }, children: [] }),
          ),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('move a block word for word', () => {
    fc.assert(
      fc.property(templateAndBlock, ([source, block, parent, place]) => {
        if (!block || !parent || parent.content !== undefined) return;
        const changes = moveBlock(source, block, parent, Math.min(place, parent.children.length));
        const after = parsed(applyChanges(source, changes));
        const words = source.slice(block.start, block.end);
        const found = [...blocksOf(after)].filter(({ start, end }) => applyChanges(source, changes).slice(start, end) === words);
        expect(found.length).toBeGreaterThan(0);
        expect([...blocksOf(after)].length).toBe([...blocksOf(parsed(source))].length);
        if (changes.length === 0) return;
        // It is where it was wanted: counted without itself, behind as many siblings as before.
        const before = parent.children.slice(0, place).filter((child) => child !== block).length;
        const target = [...blocksOf(after)].find((candidate) => {
          const child = candidate.children[before];
          return candidate.tag === parent.tag && child && applyChanges(source, changes).slice(child.start, child.end) === words;
        });
        expect(target).toBeDefined();
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('write what a block says between the space around it', () => {
    fc.assert(
      fc.property(templateAndBlock, content, ([source, block], text) => {
        if (block?.content === undefined) return;
        const after = intended(source, pathIn(source, block), (siblings, index) => {
          const target = siblings[index];
          if (target) target.content = text.trim();
        });
        expect(change(source, setContent(source, block, text.trim()))).toEqual(after);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('keep lines tidy', () => {
    const source = '<mjml>\n  <mj-body>\n    <mj-section>\n      <mj-column />\n    </mj-section>\n  </mj-body>\n</mjml>\n';
    const root = parsed(source);
    const column = blockOnPath(root, [0, 0, 0]);
    const body = blockOnPath(root, [0]);
    if (!column || !body) throw new Error('no column');
    const filled = applyChanges(source, insertBlock(source, column, 0, '<mj-text>\n  Hi\n</mj-text>'));
    expect(filled).toBe(
      '<mjml>\n  <mj-body>\n    <mj-section>\n      <mj-column>\n        <mj-text>\n          Hi\n        </mj-text>\n      </mj-column>\n    </mj-section>\n  </mj-body>\n</mjml>\n',
    );
    const text = blockOnPath(parsed(filled), [0, 0, 0, 0]);
    if (!text) throw new Error('no text');
    expect(applyChanges(filled, removeBlock(filled, text))).toBe(
      source.replace('<mj-column />', '<mj-column>\n      </mj-column>'),
    );
    expect(applyChanges(source, insertBlock(source, body, 1, '<mj-section />'))).toBe(
      source.replace('</mj-section>\n', '</mj-section>\n    <mj-section />\n'),
    );
  });

  it('say what the head says, making it where there is none', () => {
    const set = (source: string, text: string) => applyChanges(source, setHeadText(source, parsed(source), 'mj-title', text));
    const bare = '<mjml>\n  <mj-body />\n</mjml>';
    const titled = '<mjml>\n  <mj-head>\n    <mj-title>A {{ b }}</mj-title>\n  </mj-head>\n  <mj-body />\n</mjml>';
    expect(set(bare, 'A {{ b }}')).toBe(titled);
    expect(set(titled, 'C')).toBe(titled.replace('A {{ b }}', 'C'));
    expect(set('<mjml>\n  <mj-head />\n  <mj-body />\n</mjml>', 'A {{ b }}')).toBe(titled);
  });

  it('know the block at a place, and its way there', () => {
    const source =
      '<mjml><mj-body><mj-section><mj-column><mj-text color="red">Hi</mj-text></mj-column></mj-section></mj-body></mjml>';
    const root = parsed(source);
    expect(blockAt(root, source.indexOf('Hi')).tag).toBe('mj-text');
    expect(pathAt(root, source.indexOf('Hi'))).toEqual([0, 0, 0, 0]);
    const text = blockOnPath(root, [0, 0, 0, 0]);
    expect(text && attribute(text, 'color')).toBe('red');
    expect(blockAt(root, source.length).tag).toBe('mjml');
  });
});
