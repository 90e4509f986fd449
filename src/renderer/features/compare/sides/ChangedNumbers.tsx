import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { valueText, type NumberChange } from '../../../../shared/journey/numbers/numbers.js';
import { useDraft } from '../../journey/EditorContext.js';
import { useCompare } from '../CompareContext.js';
import { NumberPick, placeOf } from './NumberPick.js';
import { ValueInput } from './ValueInput.js';
import classes from '../compare.module.css';

interface ChangedNumbersProps {
  changes: readonly NumberChange[];
  onChange: (changes: readonly NumberChange[]) => void;
}

/** The numbers that the side “with other numbers” has otherwise. The journey itself keeps its own. */
export function ChangedNumbers({ changes, onChange }: ChangedNumbersProps) {
  const { numbers } = useCompare();
  const draft = useDraft();
  const rows = changes.flatMap((change) => {
    const number = numbers.find(({ path }) => path === change.path);
    return number ? [{ number, value: change.value }] : [];
  });
  return (
    <div className={classes['changes']} role="group" aria-label="Other numbers">
      {rows.map(({ number, value }) => (
        <div key={number.path} className={classes['change']}>
          <span className={classes['changeName']} title={`${placeOf(number, draft)}: ${number.name}`}>
            {number.name}
          </span>
          <ValueInput
            number={number}
            label={number.name}
            value={value}
            onChange={(next) => onChange(changes.map((each) => (each.path === number.path ? { ...each, value: next } : each)))}
          />
          <span className={classes['faint']}>now {valueText(number, number.value)}</span>
          <ActionIcon
            size="sm"
            aria-label={`Leave “${number.name}” as it is`}
            onClick={() => onChange(changes.filter(({ path }) => path !== number.path))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes['pick']}>
        <NumberPick
          key={changes.length}
          label="Add a number to change"
          placeholder={rows.length === 0 ? 'Choose a number to change…' : 'Another number…'}
          value={null}
          without={changes.map(({ path }) => path)}
          onChange={(path) => {
            const number = numbers.find((candidate) => candidate.path === path);
            if (number) onChange([...changes, { path: number.path, value: number.value }]);
          }}
        />
      </div>
    </div>
  );
}
