import { produce } from 'immer';
import type { EditCommand } from '../edit/command.js';
import type { JourneyDraft } from '../schema.js';
import { readNode, readSettings } from '../words/read.js';
import { nodeNumbers, settingsNumbers } from './nodes.js';
import { documentValue, valueFault, type JourneyNumber, type NumberChange } from './number.js';

export { numberText, valueFault, valueText, type JourneyNumber, type NumberChange, type NumberUnit } from './number.js';
export { MOST_VALUES, proposedRange, rangeFault, valuesOf, type NumberRange } from './range.js';

/**
 * Every number of a journey that can be tried with other values: thresholds, windows, waits, weights, caps, quiet hours, the
 * holdout. Steps come in the order of the document, then the settings; what is unfinished has none.
 */
export function journeyNumbers(draft: JourneyDraft): JourneyNumber[] {
  const ofNodes = draft.nodes.flatMap((node, index) => {
    const whole = readNode(node);
    return whole ? nodeNumbers(whole, ['nodes', index, 'config']).map((number) => ({ ...number, node: node.id })) : [];
  });
  return [...ofNodes, ...settingsNumbers(readSettings(draft))];
}

/** The keys of a JSON pointer (RFC 6901). */
function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function put(document: object, pointer: string, value: number | string): void {
  const keys = keysOf(pointer);
  const last = keys.pop();
  let place: unknown = document;
  for (const key of keys) place = isContainer(place) ? Reflect.get(place, key) : undefined;
  if (isContainer(place) && last !== undefined) Reflect.set(place, last, value);
}

/**
 * The journey with other values for some of its numbers; the draft given is not changed. A number that keeps its value stays as it is
 * written. What comes out may break a rule of the journey (semantics §4): that is the check's to say.
 * @throws RangeError when the journey has no such number, or the number can't have that value; the message is for people.
 */
export function withNumbers(draft: JourneyDraft, changes: readonly NumberChange[]): JourneyDraft {
  const known = new Map(journeyNumbers(draft).map((number) => [number.path, number]));
  const writes = changes.flatMap(({ path, value }) => {
    const number = known.get(path);
    if (!number) throw new RangeError(`The journey has no number at “${path}” any more. Choose it again.`);
    const fault = valueFault(number, value);
    if (fault !== undefined) throw new RangeError(`${number.name} ${String(value)}: ${fault}`);
    return value === number.value ? [] : [{ path, value: documentValue(number, value) }];
  });
  return produce(draft, (writable) => {
    for (const { path, value } of writes) put(writable, path, value);
  });
}

/** The edits that give numbers of a draft other values, one for each step and one for the settings. @throws RangeError as `withNumbers`. */
export function numberEdits(draft: JourneyDraft, changes: readonly NumberChange[]): EditCommand[] {
  const next = withNumbers(draft, changes);
  const ofNodes = next.nodes.flatMap(({ id, config }, index): EditCommand[] =>
    config === draft.nodes[index]?.config ? [] : [{ kind: 'setConfig', node: id, config }],
  );
  const ofSettings: EditCommand[] =
    next.settings === draft.settings ? [] : [{ kind: 'setSettings', settings: next.settings ?? {} }];
  return [...ofNodes, ...ofSettings];
}
