import { useState } from 'react';
import { Section } from '../../../../ui/index.js';
import { useFieldProblems } from '../fields/claims.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import { Line, Words } from '../fields/Line.js';
import { Remove } from '../fields/Remove.js';
import { NamePick } from '../fields/NamePick.js';
import { Pick } from '../fields/Pick.js';
import { asRecord, asText, withKey } from '../fields/read.js';
import { TextField } from '../fields/TextField.js';
import { ValueField } from '../fields/ValueField.js';
import classes from '../inspector.module.css';
import type { NodePanelProps } from './nodePanel.js';

const WHAT = [
  { value: 'set' as const, label: 'to' },
  { value: 'remove' as const, label: 'to nothing' },
];

/** Traits of the customer that the step changes. */
export function UpdatePanel({ config, onChange, path }: NodePanelProps) {
  const set = asRecord(config['set']);
  const entries = Object.entries(set);
  const { problems, id } = useFieldProblems(`${path}/set`);
  const change = (next: readonly (readonly [string, unknown])[]) => onChange({ ...config, set: Object.fromEntries(next) });
  const replace = (index: number, entry: readonly [string, unknown]) =>
    change(entries.map((each, at) => (at === index ? entry : each)));
  return (
    <Section title="Set" look="label" className={classes['section']}>
      {entries.map(([trait, value], index) => (
        <Line
          key={String(index)}
          first={index === 0}
          end={<Remove label={`Leave ${trait} as it is`} onClick={() => change(entries.filter((_, at) => at !== index))} />}
        >
          <NamePick
            kind="trait"
            label="Trait"
            value={trait}
            path={`${path}/set/${trait}`}
            onChange={(name) => {
              if (!(name in set)) replace(index, [name, value]);
            }}
          />
          <Pick
            label="What to do with it"
            value={value === null ? 'remove' : 'set'}
            options={WHAT}
            onChange={(what) => replace(index, [trait, what === 'remove' ? null : ''])}
          />
          {value !== null && (
            <ValueField
              label={`New value of ${trait}`}
              source={{ kind: 'trait', name: trait }}
              value={value}
              onChange={(next) => replace(index, [trait, next])}
            />
          )}
        </Line>
      ))}
      <FieldMessages problems={problems} id={id} />
      <Line first={entries.length === 0}>
        <Words>{entries.length === 0 ? '' : 'and'}</Words>
        <NamePick
          kind="trait"
          label="Trait to set"
          value=""
          path="#"
          placeholder="+ a trait"
          onChange={(name) => {
            if (!(name in set)) change([...entries, [name, '']]);
          }}
        />
      </Line>
    </Section>
  );
}

const METHODS = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'].map((value) => ({ value, label: value }));

/** The text of a body: a text as it is, anything else as JSON. */
function bodyText(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
}

function bodyHint(text: string, isJson: boolean): string {
  if (text.trim() === '') return 'Left out, the call says who came by this step, and when.';
  return isJson ? 'JSON. Its texts may hold tokens such as {{ customer.email }}.' : 'Sent as text: this is no JSON.';
}

function parsedBody(text: string): { body: unknown } | undefined {
  try {
    return { body: text.trim() === '' ? undefined : (JSON.parse(text) as unknown) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Which system is called, and with what. */
export function WebhookPanel({ config, onChange, path }: NodePanelProps) {
  const [text, setText] = useState(bodyText(config['body']));
  const [shown, setShown] = useState(config['body']);
  if (shown !== config['body']) {
    setShown(config['body']);
    const typed = parsedBody(text);
    if (JSON.stringify(typed?.body) !== JSON.stringify(config['body']) && text !== config['body'])
      setText(bodyText(config['body']));
  }
  const isJson = parsedBody(text) !== undefined;
  return (
    <Section
      title="Call"
      look="label"
      className={classes['section']}
      hint="Called in live mode only; a simulation counts the calls."
    >
      <Line>
        <Pick
          label="Method"
          value={asText(config['method']) || 'POST'}
          options={METHODS}
          onChange={(method) => onChange({ ...config, method })}
        />
      </Line>
      <div className={classes['fields']} data-first>
        <TextField
          label="Address"
          value={config['url']}
          path={`${path}/url`}
          placeholder="https://…"
          onChange={(url) => onChange({ ...config, url })}
        />
        <TextField
          label="Body"
          lines={4}
          monospace
          value={text}
          path={`${path}/body`}
          description={bodyHint(text, isJson)}
          placeholder={'{ "customer": "{{ customer.id }}" }'}
          onChange={(next) => {
            setText(next);
            const typed = parsedBody(next);
            onChange(withKey(config, 'body', typed ? typed.body : next));
          }}
        />
      </div>
    </Section>
  );
}

/** Why the journey ends here. */
export function ExitPanel({ config, onChange, path }: NodePanelProps) {
  return (
    <Section title="Exit" look="label" className={classes['section']} hint="Whoever comes here leaves the journey.">
      <div className={classes['fields']} data-first>
        <TextField
          label="Reason"
          value={config['reason']}
          path={`${path}/reason`}
          placeholder="For those who read the journey"
          onChange={(reason) => onChange(withKey(config, 'reason', reason === '' ? undefined : reason))}
        />
      </div>
    </Section>
  );
}
