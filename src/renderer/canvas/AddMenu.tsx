import { Combobox, useCombobox } from '@mantine/core';
import { useLayoutEffect, useMemo, useState } from 'react';
import type { NodeType } from '../../shared/journey/schema.js';
import { fitsSearch, IconTile, KeyHint, type Family } from '../ui/index.js';
import { familyOfType, StepIcon, TypeIcon } from './families.js';
import { STEP_GROUPS, type StepOffer } from './steps.js';
import classes from './AddMenu.module.css';

/** A step of the journey to which a way out may lead. */
export interface ThereStep {
  id: string;
  type: NodeType;
  family: Family;
  title: string;
}

interface AddMenuProps {
  /** Where on the page it opens. */
  at: { x: number; y: number };
  /** Types that cannot go there. */
  without: readonly NodeType[];
  /** Steps that are there and may come next. */
  there?: readonly ThereStep[];
  onPick: (type: NodeType) => void;
  onLead?: (node: string) => void;
  onClose: () => void;
}

const NEW = 'new ';
const SHOWN = 12;

/** At once: the next letter may follow the key that opened the menu. */
function focusSearch(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
}

/** The steps that a search finds; what bears its very key or begins with it comes first. */
export function foundOffers(offers: readonly StepOffer[], search: string): StepOffer[] {
  const typed = search.trim().toLowerCase();
  if (typed === '') return [...offers];
  const rank = ({ key, name }: StepOffer) => (key === typed ? 0 : name.toLowerCase().startsWith(typed) ? 1 : 2);
  return offers
    .filter(({ name, hint, key }) => key === typed || fitsSearch(`${name} ${hint}`, typed))
    .sort((a, b) => rank(a) - rank(b));
}

/** The menu of what may come at a way out, in a connection, or where a connection was let go: found by typing. */
export function AddMenu({ at, without, there = [], onPick, onLead, onClose }: AddMenuProps) {
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  const { selectFirstOption } = combobox;
  const offers = useMemo(
    () =>
      foundOffers(
        STEP_GROUPS.flat().filter(({ type }) => !without.includes(type)),
        search,
      ),
    [without, search],
  );
  const targets = there.filter(({ title }) => fitsSearch(title, search)).slice(0, SHOWN);
  const listed = [...offers.map(({ type }) => type), ...targets.map(({ id }) => id)].join('\n');
  // Only once the list is drawn does it have the option that Enter takes.
  useLayoutEffect(() => {
    selectFirstOption();
  }, [listed, selectFirstOption]);
  const submit = (value: string) => {
    const offer = offers.find(({ type }) => NEW + type === value);
    if (offer) onPick(offer.type);
    else onLead?.(value);
  };
  return (
    <Combobox store={combobox} width={320} position="bottom-start" shadow="lg" onOptionSubmit={submit}>
      <Combobox.DropdownTarget>
        <span className={classes['anchor']} style={{ left: at.x, top: at.y }} />
      </Combobox.DropdownTarget>
      <Combobox.Dropdown className={classes['dropdown'] ?? ''}>
        <Combobox.Search
          ref={focusSearch}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder="Find a step"
          aria-label="Find a step to add"
        />
        <Combobox.Options aria-label="Steps to add" className={classes['options'] ?? ''}>
          {offers.map(({ type, name, key, hint }) => (
            <Combobox.Option key={type} value={NEW + type} className={classes['option'] ?? ''}>
              <IconTile family={familyOfType(type)}>
                <TypeIcon type={type} />
              </IconTile>
              <span className={classes['words']}>
                <span className={classes['name']}>{name}</span>
                <span className={classes['hint']}>{hint}</span>
              </span>
              <KeyHint keys={key} />
            </Combobox.Option>
          ))}
          {targets.length > 0 && (
            <Combobox.Group label="Or lead to a step that is there">
              {targets.map(({ id, type, family, title }) => (
                <Combobox.Option key={id} value={id} className={classes['option'] ?? ''}>
                  <IconTile family={family}>
                    <StepIcon type={type} family={family} />
                  </IconTile>
                  <span className={classes['words']}>
                    <span className={classes['name']}>{title}</span>
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          {listed === '' && <Combobox.Empty>No step is called that</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
