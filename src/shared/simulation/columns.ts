import type { Condition } from '../condition/schema.js';
import type { Journey } from '../journey/schema.js';
import { EMAIL_ID } from './engagement.js';
import type { LogColumns } from './log.js';

/** Traits that Waypost itself knows (semantics §1), and the property by which bounces differ. */
const KNOWN_TRAITS = ['email', 'timezone', 'consent'];
const KNOWN_PROPERTIES = ['type'];

/** Keys whose text names a property of events. */
const PROPERTY_KEYS = new Set(['property', 'by', 'sum', 'avg', 'min', 'max', 'distinct']);
/** Keys of conditions that read `email_id`. */
const EMAIL_ID_KEYS = new Set(['lastMessages', 'message']);

function collect(value: unknown, properties: Set<string>, traits: Set<string>): void {
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, part] of Object.entries(next)) {
      if (typeof part === 'string' && PROPERTY_KEYS.has(key)) properties.add(part);
      if (typeof part === 'string' && key === 'trait') traits.add(part);
      if (EMAIL_ID_KEYS.has(key)) properties.add(EMAIL_ID);
      pending.push(part);
    }
  }
}

/**
 * The columns of the log that a run of these journeys reads. A superset is harmless: names in texts that only look like a
 * condition's key may be in it.
 * @param needsEmailIds whether simulated responses follow the log's own history (semantics §6).
 */
export function neededColumns(
  journeys: readonly Journey[],
  segments: Readonly<Record<string, Condition>>,
  needsEmailIds: boolean,
): LogColumns {
  const properties = new Set(KNOWN_PROPERTIES);
  const traits = new Set(KNOWN_TRAITS);
  if (needsEmailIds) properties.add(EMAIL_ID);
  collect(journeys, properties, traits);
  collect(segments, properties, traits);
  return { properties: [...properties].sort(), traits: [...traits].sort() };
}
