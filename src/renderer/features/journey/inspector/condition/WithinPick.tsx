import { useFieldProblems } from '../fields/claims.js';
import { DurationField } from '../fields/DurationField.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import { Pick } from '../fields/Pick.js';
import { withKey } from '../fields/read.js';
import type { LeafProps } from './leafProps.js';

/** The length of the time frame shows its own problems. */
const NOWHERE = '#';

type Frame = 'ever' | 'last' | 'session' | 'journey';

function frameOf(within: unknown): Frame {
  if (within === undefined) return 'ever';
  return within === 'session' || within === 'journey' ? within : 'last';
}

/** Over which time events count. */
export function WithinPick({ leaf, onChange, path, scope }: LeafProps) {
  const frame = frameOf(leaf['within']);
  const { problems, id, invalid, describedBy } = useFieldProblems(frame === 'last' ? NOWHERE : `${path}/within`);
  const options = [
    { value: 'ever' as const, label: 'ever' },
    { value: 'last' as const, label: 'in the last' },
    { value: 'session' as const, label: 'in this session' },
    ...(scope.entry || frame === 'journey' ? [{ value: 'journey' as const, label: 'since entering the journey' }] : []),
  ];
  const values: Record<Frame, string | undefined> = { ever: undefined, last: '7d', session: 'session', journey: 'journey' };
  return (
    <>
      <Pick
        label="Time frame"
        value={frame}
        options={options}
        invalid={invalid}
        describedBy={describedBy}
        onChange={(next) => onChange(withKey(leaf, 'within', values[next]))}
      />
      {frame === 'last' && (
        <DurationField
          label="Time frame"
          value={leaf['within']}
          path={`${path}/within`}
          onChange={(within) => onChange(withKey(leaf, 'within', within))}
        />
      )}
      <FieldMessages problems={problems} id={id} />
    </>
  );
}
