import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { StoryStep } from '../../../../shared/simulation/story.js';
import { groupByDay, type StepOf } from '../model/story.js';
import { moveInTree, storyRows, type StoryRow } from '../model/storyTree.js';
import { StoryRowView } from './StoryRowView.js';
import { useStoryRows } from './useStoryRows.js';
import classes from './story.module.css';

interface StoryTreeProps {
  label: string;
  steps: readonly StoryStep[];
  zone: string;
  titles: ReadonlyMap<string, string>;
  /** What scrolls around the tree. */
  scroller: HTMLElement | null;
  onShowNode: ((node: string) => void) | undefined;
  /** Absent where messages cannot be shown. */
  onShowMessage?: ((step: StepOf<'message'>) => void) | undefined;
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

/** Days, steps and findings as a tree: arrows move, open and close, Enter shows the step's node on the canvas, M a message. */
export function StoryTree({ label, steps, zone, titles, scroller, onShowNode, onShowMessage }: StoryTreeProps) {
  const tree = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const days = useMemo(() => groupByDay(steps, zone), [steps, zone]);
  const rows = useMemo(() => storyRows(days, toggled), [days, toggled]);
  const { items, height, measure, focused, setFocusedKey, focusRow } = useStoryRows({ rows, scroller, tree });
  const onToggle = useCallback((key: string) => setToggled((before) => toggle(before, key)), []);
  const activate = (row: StoryRow | undefined, show: boolean): void => {
    const node = show ? nodeOf(row) : undefined;
    if (node !== undefined && onShowNode) onShowNode(node);
    else if (row?.expandable) onToggle(row.key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[focused];
    if (event.key === 'm' && onShowMessage && row?.kind === 'step' && row.step.kind === 'message') {
      event.preventDefault();
      onShowMessage(row.step);
      return;
    }
    const move = moveInTree(rows, focused, event.key);
    const activates = event.key === 'Enter' || event.key === ' ';
    if (!move && !activates) return;
    event.preventDefault();
    if (!move) activate(rows[focused], event.key === 'Enter');
    else if ('toggle' in move) onToggle(move.toggle);
    else focusRow(move.focus);
  };
  return (
    <div className={classes['tree']}>
      <div ref={tree} role="tree" aria-label={label} className={classes['rows']} style={{ height }} onKeyDown={onKeyDown}>
        {items.map(({ index, top }) => {
          const row = rows[index];
          return row ? (
            <StoryRowView
              key={row.key}
              index={index}
              top={top}
              measure={measure}
              row={row}
              focused={index === focused}
              zone={zone}
              titles={titles}
              onShowNode={onShowNode}
              onShowMessage={onShowMessage}
              onToggle={onToggle}
              onFocus={setFocusedKey}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
