import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { StoryStep } from '../../../../shared/simulation/story.js';
import { groupByDay } from '../model/story.js';
import { moveInTree, storyRows, type StoryRow } from '../model/storyTree.js';
import { StoryRowView } from './StoryRowView.js';
import classes from './story.module.css';

interface StoryTreeProps {
  label: string;
  steps: readonly StoryStep[];
  zone: string;
  titles: ReadonlyMap<string, string>;
  onShowNode: ((node: string) => void) | undefined;
}

function toggle(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** The node a row speaks of, where it does. */
function nodeOf(row: StoryRow | undefined): string | undefined {
  return row?.kind === 'step' && 'node' in row.step ? row.step.node : undefined;
}

/** Days, steps and findings as a tree: arrows move, open and close, Enter shows the step's node on the canvas. */
export function StoryTree({ label, steps, zone, titles, onShowNode }: StoryTreeProps) {
  const tree = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [focusedKey, setFocusedKey] = useState<string>();
  const days = useMemo(() => groupByDay(steps, zone), [steps, zone]);
  const rows = useMemo(() => storyRows(days, toggled), [days, toggled]);
  const focused = Math.max(
    0,
    rows.findIndex(({ key }) => key === focusedKey),
  );
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
  }, [focusedKey]);
  const onToggle = useCallback((key: string) => setToggled((before) => toggle(before, key)), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[focused];
    if (event.key === 'Enter' || event.key === ' ') {
      const node = event.key === 'Enter' ? nodeOf(row) : undefined;
      event.preventDefault();
      if (node !== undefined && onShowNode) onShowNode(node);
      else if (row?.expandable) onToggle(row.key);
      return;
    }
    const move = moveInTree(rows, focused, event.key);
    if (!move) return;
    event.preventDefault();
    if ('toggle' in move) {
      onToggle(move.toggle);
    } else {
      wantsFocus.current = true;
      setFocusedKey(rows[move.focus]?.key);
    }
  };
  return (
    <div ref={tree} role="tree" aria-label={label} className={classes['tree']} onKeyDown={onKeyDown}>
      {rows.map((row, index) => (
        <StoryRowView
          key={row.key}
          row={row}
          focused={index === focused}
          zone={zone}
          titles={titles}
          onShowNode={onShowNode}
          onToggle={onToggle}
          onFocus={setFocusedKey}
        />
      ))}
    </div>
  );
}
