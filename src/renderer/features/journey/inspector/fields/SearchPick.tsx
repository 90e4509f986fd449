import { Combobox, useCombobox } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { fitsSearch } from '../../../../ui/index.js';
import classes from './fields.module.css';

export interface SearchOption {
  value: string;
  label: string;
  /** The name behind the words, or a number of occurrences. */
  note?: string | undefined;
}

interface SearchPickProps {
  label: string;
  /** What the button says; empty: the placeholder. */
  text: string;
  /** The chosen values, marked in the list. */
  chosen: readonly string[];
  /** A function is asked only while the list is open. */
  options: readonly SearchOption[] | (() => readonly SearchOption[]);
  onPick: (value: string) => void;
  onSearch?: (search: string) => void;
  onOpen?: () => void;
  /** How a text that is in no list is offered: `Use “abc”`. Absent: only what is listed can be chosen. */
  custom?: ((search: string) => string) | undefined;
  placeholder?: string;
  invalid?: boolean;
  describedBy?: string | undefined;
  /** Stays open after a choice. */
  several?: boolean;
  footer?: ReactNode;
  /** Shown where the list would be while it is empty. */
  nothing?: string;
  look?: 'word' | 'add';
}

/** No more rows than a person reads; the rest is found by typing. */
const SHOWN = 80;

/** At once, not after a pause: the next letter may follow the key that opened the list. */
function focusSearch(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
}

/** A choice among many, with a search, and free entry where that makes sense. */
export function SearchPick(props: SearchPickProps) {
  const { label, text, chosen, onPick, onSearch, onOpen, custom, placeholder = 'choose', several = false } = props;
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: (source) => {
      combobox.resetSelectedOption();
      // Whoever came by keyboard goes on from the word that was changed.
      if (source === 'keyboard') combobox.focusTarget();
      setSearch('');
      onSearch?.('');
    },
    onDropdownOpen: () => onOpen?.(),
  });
  const { selectFirstOption, resetSelectedOption } = combobox;
  const isOpen = combobox.dropdownOpened;
  const options = typeof props.options === 'function' ? (isOpen ? props.options() : []) : props.options;
  // An answer may still be that to an earlier search: what is offered always fits what has been typed.
  const matching = isOpen ? options.filter(({ value, label, note = '' }) => fitsSearch(`${label} ${value} ${note}`, search)) : [];
  const typed = search.trim();
  const offersTyped = custom !== undefined && typed !== '' && !options.some(({ value }) => value === typed);
  const change = (next: string) => {
    setSearch(next);
    onSearch?.(next.trim());
  };
  const offered = matching
    .slice(0, SHOWN)
    .map(({ value }) => value)
    .join('\n');
  // Only once the list is drawn does it have the option that Enter takes.
  useLayoutEffect(() => {
    if (typed === '') resetSelectedOption();
    else selectFirstOption();
  }, [typed, offered, resetSelectedOption, selectFirstOption]);
  return (
    <Combobox
      store={combobox}
      keepMounted={false}
      width={300}
      position="bottom-start"
      shadow="lg"
      onOptionSubmit={(value) => {
        onPick(value);
        if (several) change('');
        else combobox.closeDropdown('keyboard');
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={classes['pick']}
          data-look={props.look}
          data-invalid={props.invalid || undefined}
          data-empty={text === '' || undefined}
          title={text}
          aria-label={`${label}: ${text === '' ? placeholder : text}`}
          aria-describedby={props.describedBy}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className={classes['pickText']}>{text === '' ? placeholder : text}</span>
          {props.look !== 'add' && <IconChevronDown size={12} aria-hidden />}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown className={classes['dropdown'] ?? ''}>
        <Combobox.Search
          ref={focusSearch}
          value={search}
          onChange={(event) => change(event.currentTarget.value)}
          placeholder={custom ? 'Search, or type your own' : 'Search'}
          aria-label={`Search: ${label}`}
        />
        <Combobox.Options aria-label={label} className={classes['options'] ?? ''}>
          {matching.slice(0, SHOWN).map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              active={chosen.includes(option.value)}
              className={classes['option'] ?? ''}
            >
              <span className={classes['optionLabel']}>{option.label}</span>
              {option.note !== undefined && <small className={classes['optionNote']}>{option.note}</small>}
              {chosen.includes(option.value) && <IconCheck size={14} aria-hidden />}
            </Combobox.Option>
          ))}
          {offersTyped && (
            <Combobox.Option value={typed} className={classes['option'] ?? ''}>
              <span>{custom(typed)}</span>
            </Combobox.Option>
          )}
          {matching.length === 0 && !offersTyped && <Combobox.Empty>{props.nothing ?? 'Nothing found'}</Combobox.Empty>}
        </Combobox.Options>
        {matching.length > SHOWN && (
          <Combobox.Footer>{`${String(matching.length - SHOWN)} more: type to find them`}</Combobox.Footer>
        )}
        {props.footer && <Combobox.Footer>{props.footer}</Combobox.Footer>}
      </Combobox.Dropdown>
    </Combobox>
  );
}
