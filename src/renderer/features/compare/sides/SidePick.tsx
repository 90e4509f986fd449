import { Select } from '@mantine/core';
import { choiceKey, choiceOf, type ChoiceGroup, type SideChoice } from '../model/sides.js';

interface SidePickProps {
  label: string;
  groups: readonly ChoiceGroup[];
  value: SideChoice;
  onChange: (choice: SideChoice) => void;
}

/** One side of a comparison. */
export function SidePick({ label, groups, value, onChange }: SidePickProps) {
  return (
    <Select
      size="xs"
      w="13rem"
      searchable
      allowDeselect={false}
      aria-label={label}
      nothingFoundMessage="Nothing is called so"
      data={[...groups]}
      value={choiceKey(value)}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      onChange={(key) => {
        if (key !== null) onChange(choiceOf(key));
      }}
    />
  );
}
