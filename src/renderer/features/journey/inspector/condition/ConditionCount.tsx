import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { conditionSchema, type Condition } from '../../../../../shared/condition/schema.js';
import { useProject } from '../../../../app/project.js';
import { useHost } from '../../../../client/engine.js';
import { formatNumber, formatPercent, Stat } from '../../../../ui/index.js';
import { useLog } from '../LogContext.js';
import { groupKeyOf, membersOf, type LooseCondition } from './tree.js';
import classes from './condition.module.css';

const PAUSE_MS = 400;

interface Counts {
  now: number;
  ever: number;
  customers: number;
}

/** Whether a condition looks at an entry or its event: then it means nothing for a customer outside a journey. */
function needsEntry(condition: LooseCondition): boolean {
  if (groupKeyOf(condition) !== undefined) return membersOf(condition).some(needsEntry);
  return 'message' in condition || 'property' in condition || condition['within'] === 'journey';
}

function whole(condition: LooseCondition): Condition | undefined {
  const parsed = conditionSchema.safeParse(condition);
  return parsed.success ? parsed.data : undefined;
}

type Answer = { counts: Counts } | { failed: true } | undefined;

function useCounts(condition: LooseCondition, timezone: string | undefined, enabled: boolean): Answer {
  const { engine } = useHost();
  const { project } = useProject();
  const [settled] = useDebouncedValue(condition, PAUSE_MS);
  const [answer, setAnswer] = useState<Answer>(undefined);
  useEffect(() => {
    const asked = enabled ? whole(settled) : undefined;
    if (!asked) return undefined;
    const asking = new AbortController();
    engine
      .call(
        'simulations.countCondition',
        { project, condition: asked, ...(timezone !== undefined && { timezone }) },
        { signal: asking.signal },
      )
      .then(
        (counts) => {
          if (!asking.signal.aborted) setAnswer({ counts });
        },
        () => {
          if (!asking.signal.aborted) setAnswer({ failed: true });
        },
      );
    return () => asking.abort();
  }, [engine, project, settled, timezone, enabled]);
  return answer;
}

interface ConditionCountProps {
  condition: LooseCondition;
  /** The journey's, for conditions on the clock; UTC when absent. */
  timezone?: string | undefined;
}

/** How many customers of the log satisfy a condition now, and how many ever did; follows the editing. */
export function ConditionCount({ condition, timezone }: ConditionCountProps) {
  const log = useLog();
  const outside = !needsEntry(condition);
  const isWhole = whole(condition) !== undefined;
  const answer = useCounts(condition, timezone, outside && isWhole && log !== undefined && log.events > 0);
  if (!log || log.events === 0) return null;
  if (!outside) return <p className={classes['countNote']}>How many satisfy this depends on the entry: a simulation shows it.</p>;
  if (!isWhole) return <p className={classes['countNote']}>The number of customers shows once every choice is made.</p>;
  if (!answer) return <p className={classes['countNote']}>Counting…</p>;
  if ('failed' in answer)
    return <p className={classes['countNote']}>This cannot be counted now; simulating shows who is let through.</p>;
  const { now, ever, customers } = answer.counts;
  const share = (count: number) => (customers === 0 ? '' : formatPercent(count / customers));
  return (
    <dl className={classes['count']} aria-live="polite">
      <Stat value={formatNumber(now)} unit={share(now)} label="satisfy it at the end of the log" />
      <Stat value={formatNumber(ever)} unit={share(ever)} label="did at least once" />
    </dl>
  );
}
