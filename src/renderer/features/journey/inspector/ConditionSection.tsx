import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ConditionRole } from '../../../../shared/journey/check/places.js';
import { Section } from '../../../ui/index.js';
import { useDraft } from '../EditorContext.js';
import { AddCondition } from './condition/AddCondition.js';
import { ConditionCount } from './condition/ConditionCount.js';
import { ConditionEditor } from './condition/ConditionEditor.js';
import { scopeOf } from './condition/shapes.js';
import { asRecord } from './fields/read.js';
import classes from './inspector.module.css';

interface ConditionSectionProps {
  title: string;
  hint?: string;
  value: unknown;
  /** `undefined`: the condition is taken away. Absent where there must be one. */
  onChange: (value: unknown) => void;
  onRemove?: () => void;
  path: string;
  role: ConditionRole;
  /** Whether it says how many customers satisfy it. */
  counted?: boolean;
}

/** A condition under a heading; an optional one that is absent offers to begin one. */
export function ConditionSection({ title, hint, value, onChange, onRemove, path, role, counted = true }: ConditionSectionProps) {
  const { timezone } = useDraft();
  const isThere = typeof value === 'object' && value !== null;
  const remove = isThere && onRemove && (
    <ActionIcon size="sm" aria-label={`Remove: ${title}`} onClick={onRemove}>
      <IconX size={14} />
    </ActionIcon>
  );
  return (
    <Section title={title} look="label" hint={isThere ? hint : undefined} actions={remove} className={classes['section']}>
      {isThere ? (
        <>
          <ConditionEditor value={asRecord(value)} onChange={onChange} path={path} role={role} />
          {counted && <ConditionCount condition={asRecord(value)} timezone={timezone} />}
        </>
      ) : (
        <div className={classes['absent']}>
          <AddCondition scope={scopeOf(role)} onAdd={(condition) => onChange({ all: [condition] })} label="Add a condition" />
          {hint !== undefined && <span className={classes['faint']}>{hint}</span>}
        </div>
      )}
    </Section>
  );
}
