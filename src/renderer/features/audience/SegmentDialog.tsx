import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState, type SubmitEvent } from 'react';
import type { Condition } from '../../../shared/condition/schema.js';
import { describeCondition, type Names } from '../../../shared/condition/words/index.js';
import type { LogSummary } from '../../../shared/contract/logs.js';
import type { Segment } from '../../../shared/contract/segments.js';
import { checkContext, checkSegments } from '../../../shared/journey/check.js';
import { jsonPointer, type Problem } from '../../../shared/journey/problem.js';
import { useLogSummary } from '../../app/project.js';
import { ErrorMessage } from '../../ui/index.js';
import { ProblemsContext } from '../journey/EditorContext.js';
import { ConditionCount } from '../journey/inspector/condition/ConditionCount.js';
import { ConditionEditor } from '../journey/inspector/condition/ConditionEditor.js';
import { Unclaimed } from '../journey/inspector/condition/Unclaimed.js';
import { useWhole } from '../journey/inspector/condition/useWhole.js';
import { ExcludedSegments } from '../journey/inspector/condition/ExcludedSegments.js';
import type { LooseCondition } from '../journey/inspector/condition/tree.js';
import { ClaimsProvider } from '../journey/inspector/fields/claims.js';
import { LogContext } from '../journey/inspector/LogContext.js';
import classes from './audience.module.css';
import { dependentsOf } from './dependents.js';

/** Stands for the id of a segment that has none yet; no id is made with a blank. */
const UNNAMED = 'new segment';
const NOTHING: LooseCondition = { all: [] };

interface SegmentDialogProps {
  /** Absent: a new one. */
  segment?: Segment;
  all: readonly Segment[];
  names: Names;
  onSave: (name: string, condition: Condition) => Promise<void>;
  onClose: () => void;
}

/** What is wrong with a condition as that of a segment, with paths that begin at `path`. */
function useSegmentProblems(
  id: string,
  condition: LooseCondition,
  all: readonly Segment[],
  log: LogSummary | undefined,
): { path: string; problems: readonly Problem[] } {
  return useMemo(() => {
    const path = jsonPointer(['segments', id]);
    const others = all.map((segment) => [segment.id, segment.condition] as const);
    const context = checkContext(log && log.events > 0 ? log : undefined);
    const { problems } = checkSegments({ ...Object.fromEntries(others), [id]: condition }, context);
    return { path, problems: problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}/`)) };
  }, [id, condition, all, log]);
}

/** Makes or edits a segment: its name, and the condition that says who is in it. */
export function SegmentDialog({ segment, all, names, onSave, onClose }: SegmentDialogProps) {
  const [name, setName] = useState(segment?.name ?? '');
  const [initial] = useState((): LooseCondition => (segment ? { ...segment.condition } : NOTHING));
  const [condition, setCondition] = useState(initial);
  const id = segment?.id ?? UNNAMED;
  const log = useLogSummary();
  const { path, problems } = useSegmentProblems(id, condition, all, log);
  const excluded = useMemo(() => dependentsOf(id, all), [id, all]);
  const edited = useWhole(condition, problems);
  // What was not touched is stored as it is.
  const whole = edited && condition === initial && segment ? segment.condition : edited;
  const save = useMutation({ mutationFn: (asked: Condition) => onSave(name, asked), onSuccess: onClose });
  const isChanged = name !== (segment?.name ?? '') || condition !== initial;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (whole && name.trim()) save.mutate(whole);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={segment ? 'Edit segment' : 'New segment'}
      size="lg"
      closeOnClickOutside={!isChanged}
      closeOnEscape={!isChanged}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={classes['form']} onSubmit={submit}>
        <TextInput
          label="Name"
          placeholder="Loyal customers"
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <fieldset className={classes['condition']}>
          <legend>Customers are in it while</legend>
          <ProblemsContext value={problems}>
            <LogContext value={log}>
              <ExcludedSegments value={excluded}>
                <ClaimsProvider>
                  <Unclaimed problems={problems} />
                  <ConditionEditor value={condition} onChange={setCondition} path={path} role="segment" />
                </ClaimsProvider>
              </ExcludedSegments>
              {whole && <p className={classes['say']}>{`A customer who ${describeCondition(whole, names)}.`}</p>}
              {whole && <ConditionCount condition={condition} />}
            </LogContext>
          </ProblemsContext>
        </fieldset>
        <ErrorMessage error={save.error} />
        <div className={classes['formEnd']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!name.trim() || !whole || !isChanged}>
            {segment ? 'Save' : 'Create segment'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
