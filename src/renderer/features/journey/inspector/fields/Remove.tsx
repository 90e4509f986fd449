import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import classes from './fields.module.css';

/** Takes a part of a sentence or a setting away. */
export function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon size="sm" className={classes['remove'] ?? ''} aria-label={label} title={label} onClick={onClick}>
      <IconX size={13} />
    </ActionIcon>
  );
}
