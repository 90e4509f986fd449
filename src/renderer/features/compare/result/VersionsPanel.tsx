import { Button } from '@mantine/core';
import { IconArrowsLeftRight, IconGitCompare } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { valueFault } from '../../../../shared/journey/numbers/numbers.js';
import { EmptyState, ErrorMessage, ProgressPanel } from '../../../ui/index.js';
import { useCompare } from '../CompareContext.js';
import { ChangedNumbers } from '../sides/ChangedNumbers.js';
import { SidePick } from '../sides/SidePick.js';
import { choiceKey } from '../model/sides.js';
import { ComparisonView } from './ComparisonView.js';
import classes from '../compare.module.css';

interface VersionsPanelProps {
  switcher: ReactNode;
  onShowNode: ((node: string) => void) | undefined;
}

/** Why the sides that are chosen can't be compared, as a sentence. */
function useFault(): string | undefined {
  const { numbers, comparison } = useCompare();
  const { before, after, numbers: changes } = comparison.setup;
  const isChanged = before.kind === 'changed' || after.kind === 'changed';
  if (isChanged && changes.length === 0) return 'Choose a number and give it another value.';
  const isFaulty = changes.some(({ path, value }) => {
    const number = numbers.find((candidate) => candidate.path === path);
    return number !== undefined && valueFault(number, value) !== undefined;
  });
  if (isChanged && isFaulty) return 'One of the numbers can’t have that value.';
  return choiceKey(before) === choiceKey(after) ? 'Both sides are the same. Choose another on one of them.' : undefined;
}

/** Two versions of the journey, or two journeys, run on the same log with the same options. */
export function VersionsPanel({ switcher, onShowNode }: VersionsPanelProps) {
  const { comparison } = useCompare();
  const { setup, setSetup, groups, call, made, stale, compare } = comparison;
  const fault = useFault();
  const isChanged = setup.before.kind === 'changed' || setup.after.kind === 'changed';
  return (
    <>
      <form
        className={classes['toolbar']}
        aria-label="What to compare"
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === undefined) void compare();
        }}
      >
        {switcher}
        <SidePick label="First side" groups={groups} value={setup.before} onChange={(before) => setSetup({ ...setup, before })} />
        <IconArrowsLeftRight size={16} aria-label="against" className={classes['against']} />
        <SidePick label="Second side" groups={groups} value={setup.after} onChange={(after) => setSetup({ ...setup, after })} />
        <Button
          type="submit"
          size="xs"
          variant={made && !stale ? 'default' : 'filled'}
          disabled={fault !== undefined || call.running}
          title={fault}
        >
          {made ? 'Compare again' : 'Compare'}
        </Button>
        {made && stale && <span className={classes['stale']}>Changed since this comparison</span>}
      </form>
      {isChanged && <ChangedNumbers changes={setup.numbers} onChange={(numbers) => setSetup({ ...setup, numbers })} />}
      <div className={classes['below']} tabIndex={0} role="group" aria-label="Comparison">
        {call.running && (
          <div className={classes['box']}>
            <ProgressPanel
              progress={call.progress}
              waiting="Starting both runs…"
              unit="customers"
              onCancel={call.cancel}
              cancelling={call.cancelling}
            />
          </div>
        )}
        {!call.running && call.error !== undefined && (
          <div className={classes['box']}>
            <ErrorMessage error={call.error} title="The two were not compared" />
          </div>
        )}
        {!call.running && made && <ComparisonView key={made.comparison.comparison} made={made} onShowNode={onShowNode} />}
        {!call.running && !made && call.error === undefined && (
          <EmptyState compact icon={<IconGitCompare size={20} />} title="What would another version have done?">
            Run this journey against a version that you kept, against itself with other numbers, or against another journey: on
            the same log, with the same options. You see which figures differ, where on the canvas, and which customers would be
            treated differently. {fault ?? ''}
          </EmptyState>
        )}
      </div>
    </>
  );
}
