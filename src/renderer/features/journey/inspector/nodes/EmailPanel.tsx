import { ActionIcon, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useProject } from '../../../../app/project.js';
import { useEngineQuery } from '../../../../app/queries.js';
import { formatPercent, Section } from '../../../../ui/index.js';
import { useFieldProblems } from '../fields/claims.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import fields from '../fields/fields.module.css';
import { NumberField } from '../fields/NumberField.js';
import { asList, asNumber, asRecord, asText, withEntry, withKey, withoutEntry, type Loose } from '../fields/read.js';
import { TextField } from '../fields/TextField.js';
import { TokenLine } from '../fields/TokenLine.js';
import classes from '../inspector.module.css';
import { nextWayId } from './LogicPanels.js';
import type { NodePanelProps } from './nodePanel.js';
import { TemplateField } from './TemplateField.js';

const MAIL_KEYS = ['subject', 'preheader', 'template'] as const;

/** A text that is left out of the document when it is empty. */
function filled(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function MailFields({ mail, onChange, path }: { mail: Loose; onChange: (next: Loose) => void; path: string }) {
  const { project } = useProject();
  const { data } = useEngineQuery('templates.list', { project });
  const own = data?.find(({ id }) => id === mail['template']);
  return (
    <>
      <TemplateField
        value={asText(mail['template'])}
        path={`${path}/template`}
        onChange={(template) => onChange(withKey(mail, 'template', template))}
      />
      <TokenLine
        label="Subject"
        value={mail['subject']}
        path={`${path}/subject`}
        placeholder={own?.subject || 'What stands in the inbox'}
        onChange={(subject) => onChange({ ...mail, subject })}
      />
      <TokenLine
        label="Preview line"
        value={mail['preheader']}
        path={`${path}/preheader`}
        placeholder="What stands behind the subject"
        onChange={(text) => onChange(withKey(mail, 'preheader', filled(text)))}
      />
    </>
  );
}

/** The message itself, or several variants of it of which each customer gets one. */
export function EmailPanel({ config, onChange, path }: NodePanelProps) {
  const variants = asList(config['variants']);
  const begin = () => {
    const own = Object.fromEntries(MAIL_KEYS.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])));
    const rest = MAIL_KEYS.reduce((mail, key) => withKey(mail, key, undefined), config);
    onChange({
      ...rest,
      variants: [
        { id: 'A', weight: 50, ...own },
        { id: 'B', weight: 50, ...own },
      ],
    });
  };
  return (
    <>
      {variants.length === 0 && (
        <Section title="Message" look="label" className={classes['section']}>
          <div className={classes['fields']} data-first>
            <MailFields mail={config} onChange={onChange} path={path} />
          </div>
        </Section>
      )}
      {variants.map((_, index) => (
        <Variant key={String(index)} {...{ config, onChange, path, index }} />
      ))}
      <Section title="Topic and variants" look="label" className={classes['section']}>
        <div className={classes['fields']}>
          <TextField
            label="Topic"
            value={config['topic']}
            path={`${path}/topic`}
            placeholder="promotion, newsletter, order …"
            description="Conditions can tell e-mails apart by it."
            onChange={(text) => onChange(withKey(config, 'topic', filled(text)))}
          />
        </div>
        {variants.length === 0 ? (
          <button type="button" className={fields['link']} onClick={begin}>
            <IconPlus size={12} aria-hidden /> Try several variants
          </button>
        ) : (
          <button
            type="button"
            className={fields['link']}
            onClick={() =>
              onChange({
                ...config,
                variants: [
                  ...variants,
                  {
                    id: nextWayId(
                      variants.map((variant) => asText(asRecord(variant)['id'])),
                      'A',
                    ),
                    weight: 50,
                    subject: '',
                  },
                ],
              })
            }
          >
            <IconPlus size={12} aria-hidden /> variant
          </button>
        )}
      </Section>
    </>
  );
}

function Variant({ config, onChange, path, index }: Omit<NodePanelProps, 'node'> & { index: number }) {
  const variants = asList(config['variants']);
  const variant = asRecord(variants[index]);
  const id = asText(variant['id']);
  const at = `${path}/variants/${String(index)}`;
  const named = useFieldProblems(`${at}/id`);
  const weights = variants.map((each) => asNumber(asRecord(each)['weight']) ?? 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const set = (next: Loose) => onChange({ ...config, variants: withEntry(variants, index, next) });
  const remove = () => {
    const left = withoutEntry(variants, index);
    const [last] = left;
    if (left.length > 1) return onChange({ ...config, variants: left });
    const own = Object.fromEntries(Object.entries(asRecord(last)).filter(([key]) => MAIL_KEYS.some((known) => known === key)));
    return onChange({ ...withKey(config, 'variants', undefined), ...own });
  };
  return (
    <Section
      look="label"
      title={`Variant ${id}`}
      className={classes['section']}
      actions={
        <ActionIcon size="sm" aria-label={`Delete variant ${id}`} onClick={remove}>
          <IconTrash size={14} />
        </ActionIcon>
      }
    >
      <div className={classes['arm']} data-first>
        <span className={classes['wayName']}>
          <TextInput
            size="xs"
            data-document
            aria-label="Name of the variant"
            value={id}
            maxLength={200}
            error={named.invalid}
            onChange={(event) => set({ ...variant, id: event.currentTarget.value })}
          />
        </span>
        <NumberField
          label={`Weight of variant ${id}`}
          min={0}
          value={asNumber(variant['weight'])}
          onChange={(weight) => set({ ...variant, weight })}
        />
        <span className={classes['share']}>{sum > 0 ? formatPercent((weights[index] ?? 0) / sum) : '–'}</span>
      </div>
      <FieldMessages problems={named.problems} id={named.id} />
      <div className={classes['fields']}>
        <MailFields mail={variant} onChange={set} path={at} />
      </div>
    </Section>
  );
}
