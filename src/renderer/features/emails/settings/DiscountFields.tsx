import { ActionIcon, Autocomplete, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTokens } from '../text/useTokens.js';
import classes from './settings.module.css';

/** A discount as it is being typed: a category may be blank, or stand twice. */
export interface DiscountRow {
  category: string;
  discount: string;
}

export function rowsOf(discounts: Readonly<Record<string, string>>): DiscountRow[] {
  return Object.entries(discounts).map(([category, discount]) => ({ category, discount }));
}

/** What is stored: rows without a category are left out; of two of one category the last counts. */
export function discountsOf(rows: readonly DiscountRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.filter(({ category }) => category.trim() !== '').map(({ category, discount }) => [category.trim(), discount.trim()]),
  );
}

interface DiscountFieldsProps {
  rows: readonly DiscountRow[];
  onChange: (rows: DiscountRow[]) => void;
}

/** The discounts by category of products: what `{{ category_discount }}` says. */
export function DiscountFields({ rows, onChange }: DiscountFieldsProps) {
  const categories = useCategories();
  const set = (index: number, change: Partial<DiscountRow>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...change } : row)));
  return (
    <fieldset className={classes['discounts']}>
      <legend>Discounts by category</legend>
      <p className={classes['hint']}>
        {'{{ category_discount }} says the one of the product that the e-mail is about, as it is written here: “10 %”.'}
      </p>
      {rows.map(({ category, discount }, index) => (
        <div key={index} className={classes['row']}>
          <Autocomplete
            aria-label="Category"
            placeholder="Category"
            data={categories.filter((known) => known === category || !rows.some((row) => row.category === known))}
            value={category}
            maxLength={200}
            onChange={(value) => set(index, { category: value })}
          />
          <TextInput
            aria-label={`Discount for ${category || 'this category'}`}
            placeholder="10 %"
            value={discount}
            maxLength={100}
            onChange={(event) => set(index, { discount: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={`Remove the discount for ${category || 'this category'}`}
            onClick={() => onChange(rows.filter((_, place) => place !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...rows, { category: '', discount: '' }])}
      >
        Add a category
      </Button>
    </fieldset>
  );
}

/** Categories that products of the log have. */
function useCategories(): string[] {
  const tokens = useTokens();
  const fields = tokens.flatMap(({ fields: own }) => own).filter(({ name }) => name === 'category');
  return [...new Set(fields.flatMap(({ examples }) => examples.map(String)))].sort();
}
