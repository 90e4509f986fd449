import { Temporal } from 'temporal-polyfill';
import { jsonPointer, type Problem } from '../problem.js';
import type { ScheduleTrigger } from '../schema.js';
import { parseRule } from './rule.js';
import { called, clip, type JourneyView, type NodeView } from './view.js';

/** Whether a text of the right pattern is a date (and time) of the calendar: 30 February is none. */
export function isCalendarDateTime(text: string): boolean {
  // Temporal reads the leap second 60 as 59; a schedule can't mean it.
  if (/:60(\.|$)/.test(text)) return false;
  try {
    Temporal.PlainDateTime.from(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

type Fault = Pick<Problem, 'code' | 'severity' | 'message' | 'suggestion'> & { key: 'at' | 'every' };

function scheduleFaults({ at, every }: ScheduleTrigger['schedule'], view: NodeView): Fault[] {
  const isDate = isCalendarDateTime(at);
  const faults: Fault[] = isDate
    ? []
    : [
        {
          code: 'noSuchDate',
          severity: 'error',
          key: 'at',
          message: `${called(view)} starts at “${clip(at)}”, which is no date of the calendar.`,
          suggestion: 'Choose a day that exists.',
        },
      ];
  const parsed = every === undefined ? undefined : parseRule(every);
  if (parsed && 'fault' in parsed) {
    faults.push({
      code: 'badRule',
      severity: 'error',
      key: 'every',
      message: `The repetition of ${called(view)} can't be read: ${parsed.fault}.`,
      suggestion: 'Write it as an RRULE such as “FREQ=WEEKLY;BYDAY=MO,TH”.',
    });
  }
  if (isDate && parsed && 'rule' in parsed && parsed.rule.until && parsed.rule.until.date < at.slice(0, 10)) {
    faults.push({
      code: 'endsBeforeStart',
      severity: 'warning',
      key: 'every',
      message: `${called(view)} stops repeating before it starts, so it never fires.`,
      suggestion: 'Move the start or the end of the repetition.',
    });
  }
  return faults;
}

/** Dates that don't exist and repetitions that can't be read (semantics §4, schedule). */
export function scheduleProblems(view: JourneyView): Problem[] {
  return view.nodes.flatMap((node) => {
    if (node.node?.type !== 'trigger' || !('schedule' in node.node.config.on)) return [];
    return scheduleFaults(node.node.config.on.schedule, node).map(({ key, ...fault }) => ({
      ...fault,
      node: node.id,
      path: jsonPointer(['nodes', node.index, 'config', 'on', 'schedule', key]),
    }));
  });
}
