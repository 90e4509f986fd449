import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { numberText, type JourneyNumber } from '../../../../shared/journey/numbers/numbers.js';
import { nodeTitle } from '../../../../shared/journey/words/node.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { useDraft } from '../../journey/EditorContext.js';
import { useCompare } from '../CompareContext.js';

interface NumberPickProps {
  label: string;
  placeholder: string;
  value: string | null;
  /** Numbers that are taken already. */
  without: readonly string[];
  onChange: (path: string | undefined) => void;
  clearable?: boolean;
}

/** Where a number stands: the title of its step, or the journey's settings. */
export function placeOf({ node }: JourneyNumber, draft: JourneyDraft): string {
  const step = draft.nodes.find(({ id }) => id === node);
  return step ? nodeTitle(step) : 'The journey';
}

/** The numbers of the journey to choose from, by step, in words. */
export function NumberPick({ label, placeholder, value, without, onChange, clearable = false }: NumberPickProps) {
  const { numbers } = useCompare();
  const draft = useDraft();
  const data = useMemo(() => {
    const groups = new Map<string, { group: string; items: { value: string; label: string }[] }>();
    const key = ({ node }: JourneyNumber): string => node ?? '';
    for (const number of numbers.filter(({ path }) => !without.includes(path))) {
      const group = groups.get(key(number)) ?? { group: placeOf(number, draft), items: [] };
      groups.set(key(number), { ...group, items: [...group.items, { value: number.path, label: numberText(number) }] });
    }
    return [...groups.values()];
  }, [numbers, without, draft]);
  return (
    <Select
      size="xs"
      searchable
      clearable={clearable}
      aria-label={label}
      placeholder={placeholder}
      nothingFoundMessage="No number is called so"
      data={data}
      value={value}
      comboboxProps={{ width: 380, position: 'bottom-start' }}
      onChange={(path) => onChange(path ?? undefined)}
    />
  );
}
