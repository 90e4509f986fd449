import { Button, Group, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useResults } from '../drawer/ResultsContext.js';
import { dayOf } from '../../../../shared/results/dates.js';
import { dayFilterFrom, dayFilterWords, type DayFilter } from '../../../../shared/results/messages.js';

interface DayFieldsProps {
  value: DayFilter | undefined;
  onChange: (days: DayFilter | undefined) => void;
}

/** Filters by days. Days chosen here are the journey's; those a chart chose are UTC, and the button says which. */
export function DayFields({ value, onChange }: DayFieldsProps) {
  const { run, zone } = useResults();
  const [open, setOpen] = useState(false);
  const inZone = value?.zone ?? zone;
  const bounds = { min: dayOf(run.result.from, inZone), max: dayOf(run.result.to, inZone) };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" leftSection={<IconCalendar size={14} />} onClick={() => setOpen(!open)}>
          {value ? dayFilterWords(value) : 'Any day'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Group gap="xs" align="end">
          <TextInput
            type="date"
            size="xs"
            label={`From (${inZone})`}
            {...bounds}
            value={value?.from ?? ''}
            onChange={(event) => onChange(dayFilterFrom(event.currentTarget.value, value?.to ?? '', inZone))}
          />
          <TextInput
            type="date"
            size="xs"
            label="To"
            {...bounds}
            value={value?.to ?? ''}
            onChange={(event) => onChange(dayFilterFrom(value?.from ?? '', event.currentTarget.value, inZone))}
          />
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              onChange(undefined);
              setOpen(false);
            }}
          >
            Any day
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
