import { useCompare } from '../CompareContext.js';
import { ValueInput } from '../sides/ValueInput.js';
import type { Axis } from './useSweep.js';
import classes from '../compare.module.css';

/** From which value to which, and in which steps. */
export function RangeFields({ axis: { number, range } }: { axis: Axis }) {
  const { setRange } = useCompare().sweep;
  const set = (part: Partial<Axis['range']>): void => setRange(number.path, { ...range, ...part });
  return (
    <div className={classes['range']} role="group" aria-label={`Values of “${number.name}”`}>
      <span className={classes['faint']}>from</span>
      <ValueInput number={number} label="First value" value={range.from} onChange={(from) => set({ from })} />
      <span className={classes['faint']}>to</span>
      <ValueInput number={number} label="Last value" value={range.to} onChange={(to) => set({ to })} />
      <span className={classes['faint']}>step</span>
      <ValueInput number={number} label="Step" step value={range.step} onChange={(step) => set({ step })} />
    </div>
  );
}
