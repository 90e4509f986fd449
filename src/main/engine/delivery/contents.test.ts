import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Simulator } from '../simulations/simulator.js';
import { changedSegments } from './resorted.js';
import { at, call, draft, LiveProject, START } from './testing.js';

const simulator = new Simulator(1);
afterAll(() => simulator.close());
let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.create(simulator);
});
afterEach(() => live.remove());

const HOUR = 3_600_000;
const NEW_TEXT = '<mjml><mj-body><mj-section><mj-column><mj-text>Rewritten</mj-text></mj-column></mj-section></mj-body></mjml>';

function editTemplate(mjml = NEW_TEXT): void {
  const { revision } = live.store.templates.get('hello');
  live.store.templates.save({ id: 'hello', name: 'Hello', mjml, text: null }, revision);
}

/** Which of the messages that left were written by the new text. */
function written(): Record<string, boolean> {
  const sent = join(live.project, 'sent');
  const mails = readdirSync(sent).map((name) => readFileSync(join(sent, name), 'utf8'));
  return Object.fromEntries(
    mails.map((mail) => [
      `${/^To: (\w+)@/m.exec(mail)?.[1] ?? ''} ${mail.includes('Still there') ? 'e2' : 'e1'}`,
      mail.includes('Rewritten'),
    ]),
  );
}

describe('a template that is edited while its journey is live', () => {
  let original = '';
  beforeEach(async () => {
    original = live.store.templates.get('hello').mjml;
    live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\n`);
    await live.goTo(2);
    editTemplate();
  });

  it('changes nothing until a person says so', async () => {
    expect(live.delivery.state().activations[0]).toMatchObject({ edited: false, editedTemplates: ['Hello'], editedSegments: [] });
    await live.importEvents(`ben,A,${at(3)}\n`);
    await live.goTo(4);
    await live.goTo(26);
    expect(written()).toEqual({ 'ana e1': false, 'ben e1': false, 'ana e2': false });
    // Undone, it is no change.
    editTemplate(original);
    expect(live.delivery.state().activations[0]).toMatchObject({ editedTemplates: [] });
  });

  it('is used for those inside where that is wanted, and says for how many messages', async () => {
    const inside = await live.delivery.preview({ kind: 'renew', journey: 'j', moveInside: true }, call);
    expect(inside).toMatchObject({ rewritten: [{ template: 'Hello', messages: 1 }], changes: [], inside: 1 });
    expect(live.delivery.state().activations[0]).toMatchObject({ editedTemplates: ['Hello'] });
    await live.apply({ kind: 'renew', journey: 'j', moveInside: true });
    expect(live.delivery.state().activations[0]).toMatchObject({ editedTemplates: [], versions: [{ from: START }] });
    await live.goTo(26);
    expect(written()).toEqual({ 'ana e1': false, 'ana e2': true });
  });

  it('is otherwise used for those who enter from then on', async () => {
    const { rewritten } = await live.delivery.preview({ kind: 'renew', journey: 'j', moveInside: false }, call);
    expect(rewritten).toEqual([]);
    await live.apply({ kind: 'renew', journey: 'j', moveInside: false });
    await live.importEvents(`ben,A,${at(3)}\n`);
    await live.goTo(4);
    await live.goTo(26);
    expect(written()).toEqual({ 'ana e1': false, 'ana e2': false, 'ben e1': true });
  });

  it('comes along with an update of the journey', async () => {
    live.store.journeys.save(draft({}, '2h'), 1);
    expect(live.delivery.state().activations[0]).toMatchObject({ edited: true, editedTemplates: ['Hello'] });
    await live.apply({ kind: 'renew', journey: 'j', moveInside: true });
    expect(live.delivery.state().activations[0]).toMatchObject({ edited: true, editedTemplates: [] });
    await live.apply({ kind: 'update', journey: 'j', moveInside: false });
    expect(live.delivery.state().activations[0]).toMatchObject({ edited: false, editedTemplates: [] });
  });

  it('may be deleted', async () => {
    const stored = live.store.journeys.get('j');
    live.store.journeys.save({ ...stored.draft, nodes: [], edges: [] }, stored.revision);
    live.store.templates.remove('hello');
    expect(await live.goTo(26)).toContain('ana e2 0 sent');
    expect(written()).toMatchObject({ 'ana e2': false });
  });
});

describe('a segment that is edited while its journey is live', () => {
  const named = (...names: string[]) => ({ trait: 'name', is: { in: names } });
  beforeEach(async () => {
    live.store.segments.put({ id: 'inner', name: 'Inner', condition: named('Ana', 'Ben') });
    live.store.segments.put({ id: 's', name: 'Loyal', condition: { all: [{ segment: 'inner' }] } });
    live.store.journeys.create(draft({ audience: { segment: 's' } }));
    await live.apply({ kind: 'activate', journey: 'j' });
  });

  it('changes nothing until a person says so, also by the segments that it names', async () => {
    live.store.segments.put({ id: 'inner', name: 'Inner', condition: named('Ben', 'Eva') });
    expect(live.delivery.state().activations[0]).toMatchObject({ editedTemplates: [], editedSegments: ['Inner'] });
    await live.importEvents(`ana,A,${at(1)}\neva,A,${at(1)}\n`);
    expect(await live.goTo(2)).toEqual(['ana e1 0 sent']);
    const { resorted, changes } = await live.delivery.preview({ kind: 'renew', journey: 'j', moveInside: true }, call);
    expect(resorted).toEqual([
      { segment: 'Inner', through: [], askedBy: [], come: 1, go: 1 },
      { segment: 'Loyal', through: ['Inner'], askedBy: ['the journey’s settings'], come: 1, go: 1 },
    ]);
    expect(changes).toEqual([
      { userId: 'eva', node: 'e1', after: START + HOUR },
      { userId: 'ana', node: 'e2', before: START + 25 * HOUR },
      { userId: 'eva', node: 'e2', after: START + 25 * HOUR },
    ]);
    await live.apply({ kind: 'renew', journey: 'j', moveInside: false });
    await live.importEvents(`ana,A,${at(3)}\neva,A,${at(3)}\n`);
    expect((await live.goTo(4)).filter((row) => row.includes('e1')).sort()).toEqual(['ana e1 0 sent', 'eva e1 0 sent']);
    // Ana keeps what she entered with.
    expect(await live.goTo(26)).toContain('ana e2 0 sent');
  });

  it('names no segment that has nothing to do with it', async () => {
    live.store.segments.put({ id: 'inner', name: 'Inner', condition: named('Ben') });
    live.store.segments.put({ id: 's', name: 'Loyal', condition: named('Ana', 'Ben') });
    const { resorted } = await live.delivery.preview({ kind: 'renew', journey: 'j', moveInside: true }, call);
    // What was edited itself is not said to change through another one.
    expect(resorted).toEqual([{ segment: 'Loyal', through: [], askedBy: ['the journey’s settings'], come: 0, go: 0 }]);
  });

  it('holds for blocks of e-mails as well', async () => {
    const block = `<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text><mj-text show-if='{"segment":"b"}'>Rewritten</mj-text></mj-column></mj-section></mj-body></mjml>`;
    live.store.segments.put({ id: 'b', name: 'B', condition: named('Ana') });
    live.store.templates.create({ id: 'block', name: 'Block', mjml: block, text: null });
    await live.importEvents(`eva,A,${at(0)}\n`);
    const change = {
      kind: 'campaign' as const,
      campaign: { name: 'News', template: 'block', subject: 'S', consent: 'explicit' as const },
    };
    await live.apply(change);
    live.store.segments.put({ id: 'b', name: 'B', condition: named('Ben') });
    await live.delivery.sendDue(call);
    expect(written()).toMatchObject({ 'ana e1': true, 'ben e1': false });
  });
});

it('a journey that is live later does not begin sooner by being updated', async () => {
  const { revision } = live.store.journeys.create(draft());
  await live.apply({ kind: 'activate', journey: 'j', at: at(10) });
  live.store.journeys.save(draft({}, '2h'), revision);
  await live.apply({ kind: 'update', journey: 'j', moveInside: false });
  await live.importEvents(`ana,A,${at(1)}\n`);
  expect(await live.goTo(2)).toEqual([]);
});

it('a segment changes through every edited one that it names, by however many steps', () => {
  const names = (...ids: string[]) => ({ any: ids.map((segment) => ({ segment })) });
  const trait = (value: string) => ({ trait: 'name', is: { eq: value } });
  const was = { a: trait('A'), b: trait('B'), ab: names('a', 'b'), far: names('ab'), none: names('still'), still: trait('S') };
  const changed = changedSegments(was, { ...was, a: trait('Z'), b: trait('Y') });
  expect(changed).toEqual([
    { id: 'a', through: [] },
    { id: 'b', through: [] },
    { id: 'ab', through: ['a', 'b'] },
    { id: 'far', through: ['a', 'b'] },
  ]);
});
