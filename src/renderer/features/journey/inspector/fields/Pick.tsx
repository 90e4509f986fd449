import { Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './fields.module.css';

export interface PickOption<Value extends string> {
  value: Value;
  label: string;
  /** A second line in the list. */
  hint?: string;
  icon?: ReactNode;
}

interface PickProps<Value extends string> {
  /** What is chosen, for those who cannot see the sentence around it. */
  label: string;
  value: Value | undefined;
  options: readonly PickOption<Value>[];
  onChange: (value: Value) => void;
  placeholder?: string;
  invalid?: boolean;
  describedBy?: string | undefined;
}

/** A choice among a few, as a word of the sentence that can be changed. */
export function Pick<Value extends string>({
  label,
  value,
  options,
  onChange,
  placeholder = 'choose',
  invalid = false,
  describedBy,
}: PickProps<Value>) {
  const combobox = useCombobox({
    onDropdownClose: (source) => {
      combobox.resetSelectedOption();
      // Whoever came by keyboard goes on from the word that was changed.
      if (source === 'keyboard') combobox.focusTarget();
    },
    onDropdownOpen: () => combobox.selectActiveOption(),
  });
  const chosen = options.find((option) => option.value === value);
  const text = chosen?.label ?? value ?? '';
  return (
    <Combobox
      store={combobox}
      keepMounted={false}
      width="max-content"
      position="bottom-start"
      shadow="lg"
      onOptionSubmit={(submitted) => {
        const option = options.find((candidate) => candidate.value === submitted);
        if (option) onChange(option.value);
        combobox.closeDropdown('keyboard');
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={classes['pick']}
          data-invalid={invalid || undefined}
          data-empty={text === '' || undefined}
          title={text}
          aria-label={`${label}: ${text === '' ? placeholder : text}`}
          aria-describedby={describedBy}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className={classes['pickText']}>{text === '' ? placeholder : text}</span>
          <IconChevronDown size={12} aria-hidden />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown className={classes['dropdown'] ?? ''}>
        <Combobox.Options aria-label={label} className={classes['options'] ?? ''}>
          {options.map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              active={option.value === value}
              className={classes['option'] ?? ''}
            >
              {option.icon}
              <span>
                {option.label}
                {option.hint !== undefined && <small>{option.hint}</small>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
