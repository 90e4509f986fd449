import { Button } from '@mantine/core';
import { IconEye, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { canBeConditional, SHOW_IF } from '../../../../shared/email/conditions.js';
import { attribute } from '../../../../shared/email/document.js';
import type { BlockPath } from '../../../../shared/email/places.js';
import { useSegments } from '../../../app/segments.js';
import { formatCount, formatNumber, Section } from '../../../ui/index.js';
import { useBlock } from '../document/EmailContext.js';
import { useSeen } from '../preview/recipients.js';
import classes from '../properties/properties.module.css';
import { ConditionDialog } from './ConditionDialog.js';
import { wordsOfCondition } from './words.js';

interface ShowToSectionProps {
  path: BlockPath;
  onChange: (attribute: typeof SHOW_IF, condition: string | undefined) => void;
}

/** Who sees the block, in words, and how many of the simulated recipients did. */
export function ShowToSection({ path, onChange }: ShowToSectionProps) {
  const [asked, setAsked] = useState(false);
  const { names } = useSegments();
  const isPossible = useBlock(path.slice(0, -1), canBeConditional);
  const condition = useBlock(path, (block) => attribute(block, SHOW_IF));
  const set = (next: string | undefined): void => onChange(SHOW_IF, next);
  if (!isPossible) return null;
  return (
    <Section title="Who sees it" look="label">
      <div className={classes['showTo']}>
        <p className={condition === undefined ? undefined : classes['say']}>
          {condition === undefined ? 'Everybody who gets the e-mail.' : `${wordsOfCondition(condition, names)}.`}
        </p>
        {condition !== undefined && <Seen path={path} />}
        <div className={classes['showToActions']}>
          <Button size="xs" leftSection={<IconEye size={14} aria-hidden />} onClick={() => setAsked(true)}>
            {condition === undefined ? 'Show this block to…' : 'Change…'}
          </Button>
          {condition !== undefined && (
            <Button size="xs" variant="subtle" leftSection={<IconX size={14} aria-hidden />} onClick={() => set(undefined)}>
              Show to everybody
            </Button>
          )}
        </div>
      </div>
      {asked && <ConditionDialog initial={condition} onSave={set} onClose={() => setAsked(false)} />}
    </Section>
  );
}

function Seen({ path }: { path: BlockPath }) {
  const seen = useSeen(path);
  if (!seen) return <p className={classes['seen']}>Simulate a journey that sends this e-mail to know how many see it.</p>;
  return (
    <p className={classes['seen']}>{`Seen in ${formatNumber(seen.seen)} of ${formatCount(seen.looked, 'simulated message')}.`}</p>
  );
}
