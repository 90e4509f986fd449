import type { Token } from '../../../shared/contract/emails.js';
import type { TokenValue } from '../../../shared/email/message.js';
import { nested, put, type TokenRecord } from '../../../shared/email/names.js';
import type { EmailSettings } from '../../../shared/email/template.js';

/** So many things stand in each list. */
const LISTED = 3;

/**
 * Values of nobody in particular, so that a template can be looked at before anybody gets it: the most frequent ones of the log, in
 * lists the most frequent three of each field.
 */
export function exampleValues(tokens: readonly Token[], { sender }: EmailSettings): TokenRecord {
  const flat = Object.fromEntries(
    tokens.flatMap(({ name, kind, examples: [first] }) => (kind === 'value' && first !== undefined ? [[name, first]] : [])),
  );
  const values = nested(flat);
  for (const { name, kind, fields } of tokens) {
    if (kind === 'address') putAt(values, name, '#');
    if (kind === 'list') putAt(values, name, listOf(fields));
  }
  put(values, 'sender', { name: sender.name, postal_address: sender.postalAddress, website: sender.website });
  return values;
}

function listOf(fields: Token['fields']): TokenValue {
  return Array.from({ length: LISTED }, (_, place) => {
    const thing: TokenRecord = {};
    for (const { name, examples } of fields) {
      const value = examples[place % Math.max(1, examples.length)];
      if (value !== undefined) put(thing, name, value);
    }
    return thing;
  });
}

/** Puts a value where a name with dots says. */
function putAt(values: TokenRecord, path: string, value: TokenValue): void {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return put(values, head, value);
  const inner = Object.hasOwn(values, head) ? values[head] : undefined;
  const next: TokenRecord = isRecord(inner) ? { ...inner } : {};
  putAt(next, rest.join('.'), value);
  return put(values, head, next);
}

function isRecord(value: TokenValue | undefined): value is TokenRecord {
  return typeof value === 'object' && !Array.isArray(value);
}
