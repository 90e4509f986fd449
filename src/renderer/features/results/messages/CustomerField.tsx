import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useEngineQuery } from '../../../app/queries.js';
import { useResults } from '../drawer/ResultsContext.js';

interface CustomerFieldProps {
  value: string | undefined;
  onChange: (userId: string | undefined) => void;
}

/** Filters by one customer: what is typed suggests customers of the log, Enter or a pick filters. */
export function CustomerField({ value, onChange }: CustomerFieldProps) {
  const { project } = useResults();
  const [text, setText] = useState(value ?? '');
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    // The filter was set elsewhere, or taken away.
    setShown(value);
    setText(value ?? '');
  }
  const [search] = useDebouncedValue(text.trim(), 150);
  const { data } = useEngineQuery(
    'logs.findCustomers',
    { project, search, limit: 8 },
    { enabled: search !== '' && search !== value, keepPrevious: true },
  );
  const suggestions = search === '' ? [] : (data ?? []).map(({ userId }) => userId);
  const submit = (userId: string): void => onChange(userId.trim() === '' ? undefined : userId.trim());
  return (
    <Autocomplete
      size="xs"
      w="7rem"
      aria-label="Customer"
      placeholder="Any customer"
      clearable
      data={suggestions}
      value={text}
      filter={({ options }) => options}
      onChange={(next) => {
        setText(next);
        if (next === '') onChange(undefined);
      }}
      onOptionSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') submit(text);
      }}
    />
  );
}
