import { SegmentedControl } from '@mantine/core';
import { useCompare, type CompareMode } from './CompareContext.js';
import { VersionsPanel } from './result/VersionsPanel.js';
import { ValuesPanel } from './sweep/ValuesPanel.js';
import classes from './compare.module.css';

const MODES: { value: CompareMode; label: string }[] = [
  { value: 'versions', label: 'Two versions' },
  { value: 'values', label: 'Other values' },
];

/** The tab in which two versions are held against each other, or other values of the journey's numbers are tried. */
export function ComparePanel({ onShowNode }: { onShowNode: ((node: string) => void) | undefined }) {
  const { mode, setMode } = useCompare();
  const switcher = (
    <SegmentedControl
      size="xs"
      aria-label="What to compare"
      data={MODES}
      value={mode}
      onChange={(value) => setMode(MODES.find((known) => known.value === value)?.value ?? 'versions')}
    />
  );
  return (
    <div className={classes['panel']}>
      {mode === 'versions' ? <VersionsPanel switcher={switcher} onShowNode={onShowNode} /> : <ValuesPanel switcher={switcher} />}
    </div>
  );
}
