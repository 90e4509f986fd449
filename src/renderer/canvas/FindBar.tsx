import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { findOnCanvas, type Found } from './find.js';
import type { CanvasContent } from './projection.js';
import classes from './FindBar.module.css';

interface FindBarProps {
  content: CanvasContent;
  /** Brings what was found into sight. */
  onShow: (id: string) => void;
  onClose: () => void;
}

function focusSearch(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
}

/** Finds steps and notes by what they say and jumps from one to the next. */
export function FindBar({ content, onShow, onClose }: FindBarProps) {
  const [search, setSearch] = useState('');
  const [place, setPlace] = useState(0);
  const list = useId();
  const found = useMemo(() => findOnCanvas(content, search), [content, search]);
  const at = Math.min(place, Math.max(0, found.length - 1));
  const jump = (index: number, within: readonly Found[] = found) => {
    const next = within.length === 0 ? 0 : (index + within.length) % within.length;
    setPlace(next);
    const hit = within[next];
    if (hit) onShow(hit.id);
  };
  const type = (text: string) => {
    setSearch(text);
    jump(0, findOnCanvas(content, text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const back = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey);
    if (back) jump(at - 1);
    else if (event.key === 'ArrowDown' || event.key === 'Enter') jump(at + 1);
    else if (event.key === 'Escape') onClose();
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  };
  const count =
    found.length === 0 ? (search.trim() === '' ? '' : 'nothing found') : `${String(at + 1)} of ${String(found.length)}`;
  return (
    <div className={classes['bar']} role="search" aria-label="Find on the canvas" onKeyDown={onKeyDown}>
      <div className={classes['line']}>
        <TextInput
          ref={focusSearch}
          className={classes['field'] ?? ''}
          leftSection={<IconSearch size={16} aria-hidden />}
          placeholder="Find a step, a condition, a note…"
          aria-label="Find on the canvas"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={found[at] && `${list}-${String(at)}`}
          value={search}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <span className={classes['count']} role="status">
          {count}
        </span>
        <ActionIcon aria-label="The one before" disabled={found.length === 0} onClick={() => jump(at - 1)}>
          <IconChevronUp size={16} />
        </ActionIcon>
        <ActionIcon aria-label="The next one" disabled={found.length === 0} onClick={() => jump(at + 1)}>
          <IconChevronDown size={16} />
        </ActionIcon>
        <ActionIcon aria-label="Close the search" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <ul id={list} role="listbox" aria-label="Found" className={classes['list']} hidden={found.length === 0}>
        {found.map(({ id, kind, title, detail }, index) => (
          <li
            key={id}
            ref={index === at ? scrollIn : undefined}
            id={`${list}-${String(index)}`}
            role="option"
            aria-selected={index === at}
            onClick={() => jump(index)}
          >
            <span className={classes['title']}>{title}</span>
            <small>{detail === '' || detail === kind ? kind : `${kind} · ${detail}`}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function scrollIn(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
