import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { formatPercent, Section } from '../../../../ui/index.js';
import { useFieldProblems } from '../fields/claims.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import fields from '../fields/fields.module.css';
import { NumberField } from '../fields/NumberField.js';
import { asList, asNumber, asRecord, asText, withEntry, withoutEntry, type Loose } from '../fields/read.js';
import { ConditionSection } from '../ConditionSection.js';
import classes from '../inspector.module.css';
import type { NodePanelProps } from './nodePanel.js';

/** Which customers go which of two ways. */
export function BranchPanel({ config, onChange, path }: NodePanelProps) {
  return (
    <ConditionSection
      title="Goes on “yes” if"
      role="branch"
      value={config['if'] ?? { all: [] }}
      path={`${path}/if`}
      onChange={(condition) => onChange({ ...config, if: condition })}
    />
  );
}

/** A new name that none of the ways bears: the next letter. */
export function nextWayId(taken: readonly string[], first: 'a' | 'A'): string {
  const start = first.charCodeAt(0);
  for (let letter = 0; letter < 26; letter += 1) {
    const id = String.fromCharCode(start + letter);
    if (!taken.includes(id)) return id;
  }
  let number = 27;
  while (taken.includes(`${first}${String(number)}`)) number += 1;
  return `${first}${String(number)}`;
}

interface WayNameProps {
  label: string;
  value: string;
  taken: readonly string[];
  onRename: (name: string) => void;
  path: string;
}

/** The name of a way out. It is taken over once it is whole and none of the others bears it. */
function WayName({ label, value, taken, onRename, path }: WayNameProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const { problems, id, describedBy } = useFieldProblems(path);
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  const fault = text.trim() === '' ? 'Needs a name' : taken.includes(text.trim()) ? 'Another way bears this name' : undefined;
  const commit = () => {
    if (fault !== undefined) setText(value);
    else if (text.trim() !== value) onRename(text.trim());
  };
  return (
    <span className={classes['wayName']}>
      <TextInput
        size="xs"
        aria-label={label}
        value={text}
        error={fault}
        aria-describedby={describedBy}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setText(value);
        }}
      />
      <FieldMessages problems={problems} id={id} />
    </span>
  );
}

function idsOf(list: readonly unknown[]): string[] {
  return list.map((entry) => asText(asRecord(entry)['id']));
}

function others(ids: readonly string[], index: number): string[] {
  return ids.filter((_, at) => at !== index);
}

/** Several ways, each with its condition; a customer takes the first that holds. */
export function SwitchPanel({ config, onChange, path }: NodePanelProps) {
  const cases = asList(config['cases']);
  const ids = idsOf(cases);
  const change = (next: readonly unknown[], renamed?: Readonly<Record<string, string>>) =>
    onChange({ ...config, cases: next }, renamed);
  const swap = (index: number, other: number) =>
    change(cases.map((entry, at) => (at === index ? cases[other] : at === other ? cases[index] : entry)));
  return (
    <>
      {cases.map((entry, index) => {
        const one = asRecord(entry);
        const id = ids[index] ?? '';
        const at = `${path}/cases/${String(index)}`;
        return (
          <Section
            key={String(index)}
            look="label"
            className={classes['section']}
            title={index === 0 ? 'The first of these that holds' : 'else'}
            actions={
              <>
                <ActionIcon size="sm" aria-label={`Move ${id} up`} disabled={index === 0} onClick={() => swap(index, index - 1)}>
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  aria-label={`Move ${id} down`}
                  disabled={index === cases.length - 1}
                  onClick={() => swap(index, index + 1)}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  aria-label={`Delete ${id}`}
                  disabled={cases.length === 1}
                  onClick={() => change(withoutEntry(cases, index))}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              </>
            }
          >
            <WayName
              label={`Name of way ${String(index + 1)}`}
              value={id}
              taken={['else', ...others(ids, index)]}
              path={`${at}/id`}
              onRename={(name) => change(withEntry(cases, index, { ...one, id: name }), { [id]: name })}
            />
            <ConditionSection
              title="Goes this way if"
              role="switch"
              value={one['if'] ?? { all: [] }}
              path={`${at}/if`}
              onChange={(condition) => change(withEntry(cases, index, { ...one, if: condition }))}
            />
          </Section>
        );
      })}
      <div className={classes['section']}>
        <button
          type="button"
          className={fields['link']}
          onClick={() => change([...cases, { id: nextWayId(ids, 'a'), if: { all: [] } }])}
        >
          <IconPlus size={12} aria-hidden /> way
        </button>
        <p className={classes['faint']}>Everybody else goes on “else”.</p>
      </div>
    </>
  );
}

function share(weight: number | undefined, sum: number): string {
  return sum > 0 && weight !== undefined ? formatPercent(weight / sum) : '–';
}

/** Shares customers out by chance; the same customer always goes the same way. */
export function SplitPanel({ config, onChange, path }: NodePanelProps) {
  const arms = asList(config['arms']);
  const ids = idsOf(arms);
  const weights = arms.map((arm) => asNumber(asRecord(arm)['weight']));
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0);
  const { problems, id } = useFieldProblems(`${path}/arms`);
  const change = (next: readonly unknown[], renamed?: Readonly<Record<string, string>>) =>
    onChange({ ...config, arms: next }, renamed);
  const set = (index: number, part: Loose, renamed?: Readonly<Record<string, string>>) =>
    change(withEntry(arms, index, { ...asRecord(arms[index]), ...part }), renamed);
  return (
    <Section
      title="Share out"
      look="label"
      className={classes['section']}
      hint="By chance; a customer who comes again goes the same way."
    >
      <div className={classes['bar']} aria-hidden>
        {weights.map((weight, index) => (
          <span key={String(index)} style={{ flexGrow: weight ?? 0 }}>
            {ids[index]}
          </span>
        ))}
      </div>
      {arms.map((_, index) => (
        <div key={String(index)} className={classes['arm']}>
          <WayName
            label={`Name of arm ${String(index + 1)}`}
            value={ids[index] ?? ''}
            taken={others(ids, index)}
            path={`${path}/arms/${String(index)}/id`}
            onRename={(name) => set(index, { id: name }, { [ids[index] ?? '']: name })}
          />
          <NumberField
            label={`Weight of ${ids[index] ?? ''}`}
            min={0}
            value={weights[index]}
            onChange={(weight) => set(index, { weight })}
          />
          <span className={classes['share']}>{share(weights[index], sum)}</span>
          <ActionIcon
            size="sm"
            aria-label={`Delete ${ids[index] ?? ''}`}
            disabled={arms.length === 1}
            onClick={() => change(withoutEntry(arms, index))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </div>
      ))}
      <FieldMessages problems={problems} id={id} />
      <div>
        <button
          type="button"
          className={fields['link']}
          onClick={() => change([...arms, { id: nextWayId(ids, 'A'), weight: 50 }])}
        >
          <IconPlus size={12} aria-hidden /> arm
        </button>
        <button
          type="button"
          className={fields['link']}
          onClick={() => change(arms.map((arm) => ({ ...asRecord(arm), weight: Math.round(10_000 / arms.length) / 100 })))}
        >
          Share evenly
        </button>
      </div>
    </Section>
  );
}
