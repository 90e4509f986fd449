import { NumberInput, Select } from '@mantine/core';
import { useMemo } from 'react';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import { useTokens } from '../text/useTokens.js';
import classes from './properties.module.css';

const LOOP = /^for\s+(\S+)\s+in\s+([\w.]+)(?:\s+limit:\s*(\d+))?$/;

/** The list that the first loop of a content goes through, where its words can be told apart. */
export function loopOf(
  content: string,
): { from: number; to: number; item: string; list: string; limit: number | undefined } | undefined {
  for (const { kind, from, to, inner } of liquidPieces(content)) {
    const match = kind === 'tag' ? LOOP.exec(inner) : null;
    if (match?.[1] && match[2])
      return { from, to, item: match[1], list: match[2], limit: match[3] === undefined ? undefined : Number(match[3]) };
  }
  return undefined;
}

/** Which products rows are made of, and how many. */
export function LoopFields({ content, onChange }: { content: string; onChange: (content: string) => void }) {
  const tokens = useTokens();
  const loop = useMemo(() => loopOf(content), [content]);
  if (!loop) return null;
  const lists = tokens
    .filter(({ kind }) => kind === 'list')
    .map(({ name, description }) => ({ value: name, label: description }));
  const known = lists.some(({ value }) => value === loop.list) ? lists : [{ value: loop.list, label: loop.list }, ...lists];
  const write = (list: string, limit: number | undefined) => {
    const tag = `{% for ${loop.item} in ${list}${limit === undefined ? '' : ` limit: ${String(limit)}`} %}`;
    onChange(content.slice(0, loop.from) + tag + content.slice(loop.to));
  };
  return (
    <div className={classes['loop']}>
      <Select
        size="xs"
        label="A row for each of"
        data={known}
        value={loop.list}
        allowDeselect={false}
        onChange={(list) => list !== null && write(list, loop.limit)}
      />
      <NumberInput
        size="xs"
        label="At most"
        value={loop.limit ?? ''}
        placeholder="all"
        min={1}
        max={50}
        data-document
        onChange={(limit) => write(loop.list, typeof limit === 'number' ? limit : undefined)}
      />
    </div>
  );
}
