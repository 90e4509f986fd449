import { z } from 'zod';
import { comparisonSchema } from './comparison.js';

/** The events that e-mail systems report (semantics §1); `"*"` leaves them out and sessions ignore them. */
export const EMAIL_EVENTS = [
  'Email Sent',
  'Email Delivered',
  'Email Opened',
  'Email Link Clicked',
  'Email Bounced',
  'Email Marked as Spam',
  'Subscribed',
  'Unsubscribed',
] as const;

/** Selects any event that is no e-mail event. */
export const ANY_EVENT = '*';

const eventNameSchema = z.string().min(1, { error: 'needs the name of an event' });

/** `E`: an event name, several of them, or any event that is no e-mail event. */
export const eventSelectorSchema = z.union([eventNameSchema, z.strictObject({ anyOf: z.array(eventNameSchema).min(1) })], {
  error: 'must be an event name, {"anyOf": [names]} or "*"',
});
export type EventSelector = z.infer<typeof eventSelectorSchema>;

/** One line of `P`: a property of the event itself compares. */
export const propertyFilterSchema = z.strictObject({ property: z.string().min(1), is: comparisonSchema });
export type PropertyFilter = z.infer<typeof propertyFilterSchema>;

export const whereSchema = z.array(propertyFilterSchema);
export type Where = z.infer<typeof whereSchema>;

/** `E2`: an event name, or an event with conditions on its properties. */
export const otherEventSchema = z.union(
  [eventNameSchema, z.strictObject({ event: eventSelectorSchema, where: whereSchema.optional() })],
  { error: 'must be an event name or {"event": …, "where": […]}' },
);
export type OtherEvent = z.infer<typeof otherEventSchema>;

/** The event selector and property filters of an `E2`. */
export function otherEventParts(other: OtherEvent): { event: EventSelector; where: Where } {
  return typeof other === 'string' ? { event: other, where: [] } : { event: other.event, where: other.where ?? [] };
}

/** The names an `E` lists; `"*"` stands for itself. */
export function eventNames(selector: EventSelector): readonly string[] {
  return typeof selector === 'string' ? [selector] : selector.anyOf;
}
