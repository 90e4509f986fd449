import { eventNames } from '../../condition/events.js';
import type { Condition } from '../../condition/schema.js';
import { jsonPointer, type Problem } from '../problem.js';
import type { CheckContext } from './context.js';
import { leafSelectors, leavesOf } from './places.js';
import { segmentsUsed } from './segments.js';
import { listNodes, targetsOf } from './loops.js';
import type { JourneyView, NodeView } from './view.js';

/** Doubts about messages to people who did not agree, or no longer do. */

const LEAVING_EVENT = 'Unsubscribed';

/** Whether the condition looks at unsubscribing, itself or through a segment. */
function mentionsUnsubscribe(condition: Condition, context: CheckContext, seen: ReadonlySet<string> = new Set()): boolean {
  const selectors = leavesOf(condition, []).flatMap(leafSelectors);
  if (selectors.some(({ selector }) => eventNames(selector).includes(LEAVING_EVENT))) return true;
  return segmentsUsed(condition).some((id) => {
    const segment = context.segments && Object.hasOwn(context.segments, id) ? context.segments[id] : undefined;
    return segment !== undefined && !seen.has(id) && mentionsUnsubscribe(segment, context, new Set([...seen, id]));
  });
}

/** The e-mails that a customer can come to after having waited, so with time to unsubscribe before. */
function lateEmails(view: JourneyView): NodeView[] {
  const targets = targetsOf(view);
  const late = new Set<number>();
  const open = view.nodes.flatMap(({ type }, place) => (type === 'wait' || type === 'waitFor' ? (targets[place] ?? []) : []));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (late.has(place)) continue;
    late.add(place);
    open.push(...(targets[place] ?? []));
  }
  return view.nodes.filter(({ type }, place) => type === 'email' && late.has(place));
}

function aboutEmails(code: string, emails: readonly NodeView[], message: string, suggestion: string): Problem[] {
  const [first] = emails;
  if (!first) return [];
  return [
    {
      code,
      severity: 'warning',
      message,
      suggestion,
      node: first.id,
      nodes: emails.map(({ id }) => id),
      path: jsonPointer(['nodes', first.index]),
    },
  ];
}

function ungated(view: JourneyView): Problem[] {
  const emails = view.settings.consent === 'none' ? view.nodes.filter(({ type }) => type === 'email') : [];
  return aboutEmails(
    'noConsentGate',
    emails,
    `${listNodes(emails)} ${emails.length === 1 ? 'goes' : 'go'} to everybody, also to people who unsubscribed: the journey asks for no consent.`,
    'Ask for explicit or implied consent in the settings of the journey, unless these are messages people must get, such as a receipt.',
  );
}

function noExit(view: JourneyView, context: CheckContext): Problem[] {
  const { exitWhen } = view.settings;
  if (exitWhen && mentionsUnsubscribe(exitWhen, context)) return [];
  const emails = lateEmails(view);
  return aboutEmails(
    'noExitOnUnsubscribe',
    emails,
    `Customers who unsubscribe before ${listNodes(emails)} stay in the journey.`,
    'Add the exit condition “Unsubscribed since entering the journey” in the settings.',
  );
}

/** Messages with no consent gate, and messages that people who unsubscribe on the way still come to. */
export function consentProblems(view: JourneyView, context: CheckContext): Problem[] {
  return [...ungated(view), ...noExit(view, context)];
}
