import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { describeCondition } from '../../../../shared/condition/words/index.js';
import { readCondition } from '../../../../shared/email/conditions.js';
import { checkCondition, checkContext } from '../../../../shared/journey/check.js';
import { useLogSummary } from '../../../app/project.js';
import { useSegments } from '../../../app/segments.js';
import { ProblemsContext } from '../../journey/EditorContext.js';
import { ConditionCount } from '../../journey/inspector/condition/ConditionCount.js';
import { ConditionEditor } from '../../journey/inspector/condition/ConditionEditor.js';
import { Unclaimed } from '../../journey/inspector/condition/Unclaimed.js';
import { useWhole } from '../../journey/inspector/condition/useWhole.js';
import type { LooseCondition } from '../../journey/inspector/condition/tree.js';
import { ClaimsProvider } from '../../journey/inspector/fields/claims.js';
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
