import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { conditionSchema, type Condition } from '../../../../shared/condition/schema.js';
import { describeCondition } from '../../../../shared/condition/words/index.js';
import { readCondition } from '../../../../shared/email/conditions.js';
import { checkCondition, checkContext } from '../../../../shared/journey/check.js';
import type { Problem } from '../../../../shared/journey/problem.js';
import { useLogSummary } from '../../../app/project.js';
import { useSegments } from '../../../app/segments.js';
import { ProblemList } from '../../../ui/index.js';
import { ProblemsContext } from '../../journey/EditorContext.js';
import { ConditionCount } from '../../journey/inspector/condition/ConditionCount.js';
import { ConditionEditor } from '../../journey/inspector/condition/ConditionEditor.js';
import { groupKeyOf, membersOf, type LooseCondition } from '../../journey/inspector/condition/tree.js';
import { ClaimsProvider, useUnclaimed } from '../../journey/inspector/fields/claims.js';
import { LogContext } from '../../journey/inspector/LogContext.js';
import classes from '../emails.module.css';

const NOTHING: LooseCondition = { all: [] };

function looseOf(text: string | undefined): LooseCondition {
  const read = text === undefined ? undefined : readCondition(text);
  return read && 'condition' in read ? { ...read.condition } : NOTHING;
}

interface ConditionDialogProps {
  /** The condition as it stands in the template; absent for a block that everybody sees. */
  initial: string | undefined;
  onSave: (condition: string) => void;
  onClose: () => void;
}

/** Asks who a block is for, in the language of journeys and segments. */
export function ConditionDialog({ initial, onSave, onClose }: ConditionDialogProps) {
  const [condition, setCondition] = useState(() => looseOf(initial));
  const log = useLogSummary();
  const { names, conditions } = useSegments();
  const problems = useMemo(
    // What is not begun yet has no faults.
    () =>
      condition === NOTHING
        ? []
        : checkCondition(condition, checkContext(log && log.events > 0 ? log : undefined, conditions)).problems,
    [condition, log, conditions],
  );
  const whole = useWhole(condition, problems);
  return (
    <Modal opened onClose={onClose} title="Show this block to…" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['form']}>
        <ProblemsContext value={problems}>
          <LogContext value={log}>
            <ClaimsProvider>
              <Unclaimed problems={problems} />
              <ConditionEditor value={condition} onChange={setCondition} path="" role="lone" />
            </ClaimsProvider>
            {whole && <p className={classes['say']}>{`Only customers who ${describeCondition(whole, names)} see it.`}</p>}
            {whole && <ConditionCount condition={condition} />}
          </LogContext>
        </ProblemsContext>
        <div className={classes['formEnd']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={!whole}
            onClick={() => {
              if (whole) onSave(JSON.stringify(whole));
              onClose();
            }}
          >
            Show it to these
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** The condition, once it asks something and nothing is wrong with it. */
function useWhole(condition: LooseCondition, problems: readonly Problem[]): Condition | undefined {
  return useMemo(() => {
    if (problems.some(({ severity }) => severity === 'error')) return undefined;
    if (groupKeyOf(condition) !== undefined && membersOf(condition).length === 0) return undefined;
    return conditionSchema.safeParse(condition).data;
  }, [condition, problems]);
}

/** What is wrong and belongs to no field. */
function Unclaimed({ problems }: { problems: readonly Problem[] }) {
  const rest = useUnclaimed(problems);
  return rest.length > 0 ? <ProblemList problems={rest} /> : null;
}
