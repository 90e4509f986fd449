import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { LogSummary } from '../../../shared/contract/logs.js';
import { formatCount } from '../../ui/index.js';
import classes from './import.module.css';

interface ImportBarProps {
  /** What still stands in the way; empty when it can start. */
  faults: readonly string[];
  log: LogSummary | undefined;
  replace: boolean;
  onReplace: (replace: boolean) => void;
  onImport: () => void;
}

/** At the foot of the screen: what is missing, what happens to the log that is there, and the button. */
export function ImportBar({ faults, log, replace, onReplace, onImport }: ImportBarProps) {
  const [fault, ...others] = faults;
  const hasLog = log !== undefined && (log.events > 0 || log.customers > 0);
  return (
    <div className={classes['bar']}>
      <div className={classes['barInner']}>
        <p className={classes['barText']} role="status">
          {fault ?? (hasLog ? barWords(replace, log) : 'Ready to import.')}
          {others.length > 0 && (
            <Tooltip label={others.join(' ')} multiline w={320}>
              <span tabIndex={0}> (and {others.length} more)</span>
            </Tooltip>
          )}
        </p>
        {hasLog && (
          <SegmentedControl
            aria-label="What happens to the log that is there"
            value={replace ? 'replace' : 'add'}
            onChange={(value) => onReplace(value === 'replace')}
            data={[
              { value: 'add', label: 'Add to the log' },
              { value: 'replace', label: 'Replace the log' },
            ]}
          />
        )}
        <Button
          variant="filled"
          size="md"
          leftSection={<IconFileImport size={18} aria-hidden />}
          disabled={faults.length > 0}
          onClick={onImport}
        >
          Import
        </Button>
      </div>
    </div>
  );
}

function barWords(replace: boolean, log: LogSummary): string {
  const size = `${formatCount(log.events, 'event')} of ${formatCount(log.customers, 'customer')}`;
  return replace ? `The ${size} that are here now are replaced.` : `Joins the ${size} that are here already.`;
}
