import { z } from 'zod';
import { comparisonSchema, durationComparisonSchema } from './comparison.js';
import { dispatch } from './dispatch.js';
import { durationSchema } from './duration.js';
import { eventSelectorSchema, otherEventSchema, whereSchema } from './events.js';

/**
 * The condition language of semantics §3. A condition is one object of exactly one shape; the shape is told by its
 * head key, so a fault is reported at the key that is wrong and not as "none of fourteen shapes matched".
 */

const withinSchema = z.union([z.enum(['session', 'journey']), durationSchema], {
  error: 'must be a duration such as "7d", "session" or "journey"',
});
export type Within = z.infer<typeof withinSchema>;

const where = whereSchema.optional();
const within = withinSchema.optional();

export const didCountSchema = z.strictObject({
  did: eventSelectorSchema,
  where,
  within,
  by: z.string().min(1).optional(),
  times: comparisonSchema.optional(),
});
export type DidCount = z.infer<typeof didCountSchema>;

export const AGGREGATES = ['sum', 'avg', 'min', 'max', 'distinct'] as const;
export type AggregateName = (typeof AGGREGATES)[number];

const aggregateProperty = z.string().min(1).optional();
export const didAggregateSchema = z
  .strictObject({
    did: eventSelectorSchema,
    where,
    within,
    sum: aggregateProperty,
    avg: aggregateProperty,
    min: aggregateProperty,
    max: aggregateProperty,
    distinct: aggregateProperty,
    is: comparisonSchema,
  })
  .refine((leaf) => AGGREGATES.filter((name) => leaf[name] !== undefined).length === 1, {
    error: 'needs exactly one of sum, avg, min, max and distinct',
  });
export type DidAggregate = z.infer<typeof didAggregateSchema>;

export const followedBySchema = z.strictObject({
  did: eventSelectorSchema,
  where,
  followedBy: otherEventSchema,
  within: durationSchema,
  recent: durationSchema.optional(),
});
export type FollowedBy = z.infer<typeof followedBySchema>;

export const lastSchema = z.strictObject({ last: eventSelectorSchema, where, ago: durationComparisonSchema });
export type Last = z.infer<typeof lastSchema>;

export const firstSchema = z.strictObject({ first: eventSelectorSchema, where, ago: durationComparisonSchema });
export type First = z.infer<typeof firstSchema>;

export const abandonedSchema = z.strictObject({
  abandoned: eventSelectorSchema,
  where,
  without: otherEventSchema,
  for: durationSchema,
});
export type Abandoned = z.infer<typeof abandonedSchema>;

export const lastMessagesSchema = z.strictObject({
  lastMessages: z.int().min(1),
  where,
  engaged: z.enum(['opened', 'clicked']),
  times: comparisonSchema,
});
export type LastMessages = z.infer<typeof lastMessagesSchema>;

export const traitSchema = z.strictObject({ trait: z.string().min(1), is: comparisonSchema });
export type TraitLeaf = z.infer<typeof traitSchema>;

export const propertySchema = z.strictObject({ property: z.string().min(1), is: comparisonSchema });
export type PropertyLeaf = z.infer<typeof propertySchema>;

export const sessionDurationSchema = z.strictObject({ session: z.literal('duration'), is: durationComparisonSchema });
export type SessionDuration = z.infer<typeof sessionDurationSchema>;

export const sessionEventsSchema = z.strictObject({ session: z.literal('events'), is: comparisonSchema });
export type SessionEvents = z.infer<typeof sessionEventsSchema>;

export const segmentLeafSchema = z.strictObject({ segment: z.string().min(1) });
export type SegmentLeaf = z.infer<typeof segmentLeafSchema>;

/** `"customer"` or an IANA zone name. */
export const zoneSchema = z
  .string()
  .min(1)
  .refine(isTimeZone, { error: 'must be "customer" or a time zone such as "Europe/Berlin"' });

function isTimeZone(name: string): boolean {
  if (name === 'customer') return true;
  return isIanaZone(name);
}

/** Whether the runtime knows this IANA time zone. Offsets such as `+02:00` are no zone names. */
export function isIanaZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const clockSchema = z.strictObject({
  clock: z.enum(['hour', 'weekday']),
  is: comparisonSchema,
  timezone: zoneSchema.optional(),
});
export type ClockLeaf = z.infer<typeof clockSchema>;

export const messageSchema = z.strictObject({
  message: z.string().min(1),
  was: z.enum(['sent', 'opened', 'clicked']),
});
export type MessageLeaf = z.infer<typeof messageSchema>;

export type Leaf =
  | DidCount
  | DidAggregate
  | FollowedBy
  | Last
  | First
  | Abandoned
  | LastMessages
  | TraitLeaf
  | PropertyLeaf
  | SessionDuration
  | SessionEvents
  | SegmentLeaf
  | ClockLeaf
  | MessageLeaf;

export interface AllGroup {
  all: Condition[];
}
export interface AnyGroup {
  any: Condition[];
}
export interface NoneGroup {
  none: Condition[];
}
export type Group = AllGroup | AnyGroup | NoneGroup;
export type Condition = Group | Leaf;

const list = z.array(z.lazy(() => conditionSchema));
const groupSchemas = {
  all: z.strictObject({ all: list }),
  any: z.strictObject({ any: list }),
  none: z.strictObject({ none: list }),
};

/** The keys that tell a shape, in the order in which they are looked for. */
export const SHAPE_KEYS = [
  'all',
  'any',
  'none',
  'did',
  'last',
  'first',
  'abandoned',
  'lastMessages',
  'trait',
  'property',
  'session',
  'segment',
  'clock',
  'message',
] as const;
export type ShapeKey = (typeof SHAPE_KEYS)[number];

/** The head key of a condition-like object; `undefined` when it has none or more than one. */
export function shapeKey(value: object): ShapeKey | undefined {
  const heads = SHAPE_KEYS.filter((key) => key in value);
  return heads.length === 1 ? heads[0] : undefined;
}

function didSchema(value: object): z.ZodType<Condition> {
  if ('followedBy' in value) return followedBySchema;
  return AGGREGATES.some((name) => name in value) ? didAggregateSchema : didCountSchema;
}

function schemaOf(value: object): z.ZodType<Condition> | undefined {
  switch (shapeKey(value)) {
    case 'all':
      return groupSchemas.all;
    case 'any':
      return groupSchemas.any;
    case 'none':
      return groupSchemas.none;
    case 'did':
      return didSchema(value);
    case 'last':
      return lastSchema;
    case 'first':
      return firstSchema;
    case 'abandoned':
      return abandonedSchema;
    case 'lastMessages':
      return lastMessagesSchema;
    case 'trait':
      return traitSchema;
    case 'property':
      return propertySchema;
    case 'session':
      return 'session' in value && value.session === 'duration' ? sessionDurationSchema : sessionEventsSchema;
    case 'segment':
      return segmentLeafSchema;
    case 'clock':
      return clockSchema;
    case 'message':
      return messageSchema;
    case undefined:
      return undefined;
  }
}

const NO_SHAPE = `must have exactly one of the keys ${SHAPE_KEYS.join(', ')}`;

/** Any condition, as data: parsing keeps the object as it is and reports each fault at its own path. */
export const conditionSchema: z.ZodType<Condition> = dispatch(schemaOf, NO_SHAPE);
