import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import { useCompare } from '../../../compare/CompareContext.js';
import classes from './fields.module.css';

/** Beside a number of the journey, while the pointer or the keyboard is near: what other values of it would do. */
export function TryValues({ path }: { path: string }) {
  const { numbers, tryValues } = useCompare();
  const number = numbers.find((candidate) => candidate.path === path);
  if (!number) return null;
  return (
    <Tooltip label="Try other values…">
      <ActionIcon
        size="xs"
        className={classes['try'] ?? ''}
        aria-label={`Try other values of “${number.name}”`}
        onClick={() => tryValues(path)}
      >
        <IconChartDots size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
