import type { Condition } from '../../condition/schema.js';

/** What a check may know beyond the document. Each part that is absent is not checked against. */
export interface CheckContext {
  /** Names of the events that the log holds. */
  events?: ReadonlySet<string>;
  /** Names of the properties that the log's events bear. */
  properties?: ReadonlySet<string>;
  /** Names of the traits that the customers have. */
  traits?: ReadonlySet<string>;
  /**
   * The segments there are, by id. A simulator, which must be able to look up each one, gives `{}` where there are none;
   * absent means that nobody knows, and ids of segments are let pass.
   */
  segments?: Readonly<Record<string, Condition>>;
  /** Ids of the project's e-mail templates. */
  templates?: ReadonlySet<string>;
}

/** The part of a log's summary that a check needs. */
export interface LogNames {
  eventNames: readonly { name: string }[];
  properties: readonly { name: string }[];
  traits: readonly { name: string }[];
}

const namesOf = (list: readonly { name: string }[]): ReadonlySet<string> => new Set(list.map(({ name }) => name));

/** A context from what is known of a log, of the project's segments and of its e-mail templates. */
export function checkContext(
  log?: LogNames,
  segments?: Readonly<Record<string, Condition>>,
  templates?: readonly { id: string }[],
): CheckContext {
  return {
    ...(log && { events: namesOf(log.eventNames), properties: namesOf(log.properties), traits: namesOf(log.traits) }),
    ...(segments && { segments }),
    ...(templates && { templates: new Set(templates.map(({ id }) => id)) }),
  };
}
