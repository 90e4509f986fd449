import { z } from 'zod';
import { scalarSchema } from '../condition/comparison.js';
import { dispatchByKey } from '../condition/dispatch.js';
import { durationSchema } from '../condition/duration.js';
import { eventSelectorSchema, otherEventSchema, whereSchema } from '../condition/events.js';
import { conditionSchema, isIanaZone, zoneSchema } from '../condition/schema.js';

/**
 * The journey document of semantics §4, version 1. The parsed value is the document as written: no default is filled
 * in, so that saving gives back what was loaded. `defaults.ts` says what a missing setting means.
 */
export const JOURNEY_FORMAT = 'waypost/journey';
export const JOURNEY_VERSION = 1;

const identifier = z.string().min(1).max(200);
const name = z.string().max(500);
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time such as "09:00"' });
const journeyZone = z.string().refine(isIanaZone, { error: 'must be a time zone such as "Europe/Berlin"' });
const condition = conditionSchema.optional();

const eventTrigger = z.strictObject({ event: eventSelectorSchema, where: whereSchema.optional(), if: condition });
const abandonedTrigger = z.strictObject({
  abandoned: eventSelectorSchema,
  where: whereSchema.optional(),
  without: otherEventSchema,
  for: durationSchema,
  if: condition,
});
const becomesTrigger = z.strictObject({ becomes: conditionSchema });
const scheduleTrigger = z.strictObject({
  schedule: z.strictObject({
    at: z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?)?$/, {
      error: 'must be a local date and time such as "2024-03-30T09:00"',
    }),
    every: z.string().min(1).optional(),
  }),
  if: condition,
});
export type EventTrigger = z.infer<typeof eventTrigger>;
export type AbandonedTrigger = z.infer<typeof abandonedTrigger>;
export type BecomesTrigger = z.infer<typeof becomesTrigger>;
export type ScheduleTrigger = z.infer<typeof scheduleTrigger>;
export type TriggerOn = EventTrigger | AbandonedTrigger | BecomesTrigger | ScheduleTrigger;

export const TRIGGER_SHAPES = ['event', 'abandoned', 'becomes', 'schedule'] as const;
export type TriggerShape = (typeof TRIGGER_SHAPES)[number];
const triggerOnSchema = dispatchByKey<TriggerOn>({
  event: eventTrigger,
  abandoned: abandonedTrigger,
  becomes: becomesTrigger,
  schedule: scheduleTrigger,
});

export const TRIGGER_KINDS = ['intent', 'engagement', 'purchase'] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];
const triggerConfig = z.strictObject({ kind: z.enum(TRIGGER_KINDS), on: triggerOnSchema });
export type TriggerConfig = z.infer<typeof triggerConfig>;

const weight = z.number().nonnegative();
const mailFields = {
  template: z.string().optional(),
  subject: z.string().optional(),
  preheader: z.string().optional(),
  topic: z.string().optional(),
};
const emailConfig = z.strictObject({
  ...mailFields,
  variants: z
    .array(z.strictObject({ id: identifier, weight, ...mailFields }))
    .min(1)
    .optional(),
});
export type EmailConfig = z.infer<typeof emailConfig>;

const waitForConfigs = {
  for: z.strictObject({ for: durationSchema }),
  until: z.strictObject({
    until: z.strictObject({
      time: wallTime,
      weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
      timezone: zoneSchema.optional(),
    }),
  }),
  bestTime: z.strictObject({ bestTime: z.strictObject({ within: durationSchema }) }),
};
export type WaitConfig = z.infer<(typeof waitForConfigs)['for' | 'until' | 'bestTime']>;
const waitConfig = dispatchByKey<WaitConfig>(waitForConfigs);

const waitForEvent = z.strictObject({ event: eventSelectorSchema, where: whereSchema.optional(), timeout: durationSchema });
const waitForCondition = z.strictObject({ condition: conditionSchema, timeout: durationSchema });
export type WaitForConfig = z.infer<typeof waitForEvent> | z.infer<typeof waitForCondition>;
const waitForConfig = dispatchByKey<WaitForConfig>({ event: waitForEvent, condition: waitForCondition });

const branchConfig = z.strictObject({ if: conditionSchema });
export type BranchConfig = z.infer<typeof branchConfig>;
const switchConfig = z.strictObject({ cases: z.array(z.strictObject({ id: identifier, if: conditionSchema })).min(1) });
export type SwitchConfig = z.infer<typeof switchConfig>;
const splitConfig = z.strictObject({ arms: z.array(z.strictObject({ id: identifier, weight })).min(1) });
export type SplitConfig = z.infer<typeof splitConfig>;
const updateConfig = z.strictObject({ set: z.record(z.string().min(1), z.union([scalarSchema, z.null()])) });
export type UpdateConfig = z.infer<typeof updateConfig>;
const webhookConfig = z.strictObject({ url: z.string(), method: z.string().optional(), body: z.unknown().optional() });
export type WebhookConfig = z.infer<typeof webhookConfig>;
const exitConfig = z.strictObject({ reason: z.string().optional() });
export type ExitConfig = z.infer<typeof exitConfig>;

const position = z.strictObject({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof position>;
const frame = {
  id: identifier,
  name: name.optional(),
  stage: name.optional(),
  position: position.optional(),
  ui: z.unknown().optional(),
};

function node<Type extends string, Config extends z.ZodType>(type: Type, config: Config) {
  return z.strictObject({ ...frame, type: z.literal(type), config });
}

/** One node with whole settings. */
export const nodeSchema = z.discriminatedUnion('type', [
  node('trigger', triggerConfig),
  node('email', emailConfig),
  node('wait', waitConfig),
  node('waitFor', waitForConfig),
  node('branch', branchConfig),
  node('switch', switchConfig),
  node('split', splitConfig),
  node('update', updateConfig),
  node('webhook', webhookConfig),
  node('exit', exitConfig),
]);
export type JourneyNode = z.infer<typeof nodeSchema>;
export type NodeOf<Type extends NodeType> = Extract<JourneyNode, { type: Type }>;

export const NODE_TYPES = [
  'trigger',
  'email',
  'wait',
  'waitFor',
  'branch',
  'switch',
  'split',
  'update',
  'webhook',
  'exit',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

const edgeSchema = z.strictObject({
  id: identifier,
  source: identifier,
  sourceHandle: identifier,
  target: identifier,
  ui: z.unknown().optional(),
});
export type JourneyEdge = z.infer<typeof edgeSchema>;

const quietHours = z.strictObject({ from: wallTime, to: wallTime, timezone: zoneSchema.optional() });
export type QuietHours = z.infer<typeof quietHours>;
const goal = z.strictObject({
  event: eventSelectorSchema,
  where: whereSchema.optional(),
  within: durationSchema,
  exits: z.boolean().optional(),
});
export type Goal = z.infer<typeof goal>;
const reentry = z.strictObject({
  mode: z.enum(['once', 'afterExit', 'always']).optional(),
  minInterval: durationSchema.optional(),
});
export type Reentry = z.infer<typeof reentry>;

export const CONSENT_MODES = ['explicit', 'implied', 'none'] as const;
export type ConsentMode = (typeof CONSENT_MODES)[number];
export const settingsSchema = z.strictObject({
  reentry: reentry.optional(),
  audience: condition,
  exitWhen: condition,
  goal: goal.optional(),
  consent: z.enum(CONSENT_MODES).optional(),
  frequencyCap: z.array(z.strictObject({ messages: z.int().min(0), per: durationSchema })).optional(),
  quietHours: quietHours.optional(),
  holdout: z.strictObject({ percent: z.number().min(0).max(100) }).optional(),
});
export type JourneySettings = z.infer<typeof settingsSchema>;

const header = { format: z.literal(JOURNEY_FORMAT), version: z.literal(JOURNEY_VERSION), id: identifier, name };

/** A journey that can be run: what the simulator and the exporter take. Keys that begin with `x-` are cut out before. */
export const journeySchema = z.strictObject({
  ...header,
  timezone: journeyZone.optional(),
  settings: settingsSchema.optional(),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  ui: z.unknown().optional(),
});
export type Journey = z.infer<typeof journeySchema>;

/**
 * A journey as it lies on the canvas while somebody works on it: the graph is whole, but a node's settings may still be
 * unfinished. Every journey is a draft; `lint` tells what a draft lacks to be a journey.
 */
export const journeyDraftSchema = z.looseObject({
  ...header,
  timezone: z.string().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  nodes: z.array(
    z.looseObject({
      id: z.string(),
      type: z.enum(NODE_TYPES),
      name: z.string().optional(),
      stage: z.string().optional(),
      position: position.optional(),
      config: z.record(z.string(), z.unknown()),
      ui: z.unknown().optional(),
    }),
  ),
  edges: z.array(z.looseObject({ id: z.string(), source: z.string(), sourceHandle: z.string(), target: z.string() })),
  ui: z.unknown().optional(),
});
export type JourneyDraft = z.infer<typeof journeyDraftSchema>;
export type DraftNode = JourneyDraft['nodes'][number];
export type DraftEdge = JourneyDraft['edges'][number];
