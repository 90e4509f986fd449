import { selectedNames } from '../fields/EventPick.js';
import { withKey } from '../fields/read.js';
import { AddFilter, WhereEditor } from '../fields/WhereEditor.js';
import type { LeafProps } from './leafProps.js';

/** The one event that a selector names, where it names one. */
function only(value: unknown): string | undefined {
  const names = selectedNames(value);
  return names.length === 1 ? names[0] : undefined;
}

/** The filters of a leaf's event. */
export function Filters({ leaf, onChange, path, event }: LeafProps & { event: unknown }) {
  return (
    <WhereEditor
      value={leaf['where']}
      path={`${path}/where`}
      event={only(event)}
      onChange={(where) => onChange(withKey(leaf, 'where', where))}
    />
  );
}

/** Begins a filter of a leaf's event. */
export function AddWhere({ leaf, onChange }: LeafProps) {
  return <AddFilter value={leaf['where']} onChange={(where) => onChange(withKey(leaf, 'where', where))} />;
}
