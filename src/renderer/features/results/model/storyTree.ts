import type { Finding, StoryStep } from '../../../../shared/simulation/story.js';
import type { StepOf, StoryDay } from './story.js';

/**
 * A story as the rows of a tree (days, steps, findings), so that one list of what is visible serves the screen and the
 * keyboard. Days and findings are open at first, steps and folded events closed; `toggled` holds what the person changed.
 */
export type StoryRow = { key: string; level: number; expandable: boolean; expanded: boolean } & (
  | { kind: 'day'; day: string; steps: number }
  | { kind: 'step'; step: StoryStep }
  | { kind: 'events'; steps: readonly StepOf<'event'>[] }
  | { kind: 'properties'; step: StepOf<'event'> }
  | { kind: 'finding'; finding: Finding }
);

type Toggled = ReadonlySet<string>;

function findingRows(finding: Finding, key: string, level: number, toggled: Toggled): StoryRow[] {
  const expandable = finding.parts.length > 0;
  const expanded = expandable && !toggled.has(key);
  const parts = expanded ? finding.parts.flatMap((part, place) => findingRows(part, `${key}/${place}`, level + 1, toggled)) : [];
  return [{ kind: 'finding', key, level, expandable, expanded, finding }, ...parts];
}

function isExpandable(step: StoryStep): boolean {
  if (step.kind === 'event') return Object.keys(step.properties).length > 0;
  return 'finding' in step && step.finding !== undefined;
}

function stepRows(step: StoryStep, key: string, level: number, toggled: Toggled): StoryRow[] {
  const expandable = isExpandable(step);
  const expanded = expandable && toggled.has(key);
  const row: StoryRow = { kind: 'step', key, level, expandable, expanded, step };
  if (!expanded) return [row];
  if (step.kind === 'event')
    return [row, { kind: 'properties', key: `${key}/properties`, level: level + 1, expandable: false, expanded: false, step }];
  return 'finding' in step && step.finding ? [row, ...findingRows(step.finding, `${key}/finding`, level + 1, toggled)] : [row];
}

function dayRows({ day, items }: StoryDay, toggled: Toggled): StoryRow[] {
  const key = `day-${day}`;
  const expanded = !toggled.has(key);
  const steps = items.reduce((sum, item) => sum + (item.kind === 'step' ? 1 : item.steps.length), 0);
  const head: StoryRow = { kind: 'day', key, level: 1, expandable: true, expanded, day, steps };
  if (!expanded) return [head];
  const rows = items.flatMap((item): StoryRow[] => {
    if (item.kind === 'step') return stepRows(item.step, item.key, 2, toggled);
    const open = toggled.has(item.key);
    const fold: StoryRow = { kind: 'events', key: item.key, level: 2, expandable: true, expanded: open, steps: item.steps };
    return open ? [fold, ...item.steps.flatMap((step, place) => stepRows(step, `${item.key}/${place}`, 3, toggled))] : [fold];
  });
  return [head, ...rows];
}

/** The rows that are visible now, top to bottom. */
export function storyRows(days: readonly StoryDay[], toggled: Toggled): StoryRow[] {
  return days.flatMap((day) => dayRows(day, toggled));
}

/** The place of the row that holds the row at `index`, or `undefined` at the top level. */
function parentOf(rows: readonly StoryRow[], index: number): number | undefined {
  const level = rows[index]?.level ?? 1;
  for (let place = index - 1; place >= 0; place -= 1) if ((rows[place]?.level ?? 1) < level) return place;
  return undefined;
}

/** What a key does in a tree: moves the focus to a row, or opens or closes the present one. */
export type TreeMove = { focus: number } | { toggle: string } | undefined;

function sideways(rows: readonly StoryRow[], index: number, forward: boolean): TreeMove {
  const row = rows[index];
  if (!row) return undefined;
  if (row.expandable && row.expanded !== forward) return { toggle: row.key };
  if (forward) return row.expandable ? { focus: Math.min(rows.length - 1, index + 1) } : undefined;
  const parent = parentOf(rows, index);
  return parent === undefined ? undefined : { focus: parent };
}

/** The keys of a tree view: up and down, right opens or goes in, left closes or goes out, Home and End. */
export function moveInTree(rows: readonly StoryRow[], index: number, key: string): TreeMove {
  switch (key) {
    case 'ArrowDown':
      return { focus: Math.min(rows.length - 1, index + 1) };
    case 'ArrowUp':
      return { focus: Math.max(0, index - 1) };
    case 'Home':
      return { focus: 0 };
    case 'End':
      return { focus: rows.length - 1 };
    case 'ArrowRight':
      return sideways(rows, index, true);
    case 'ArrowLeft':
      return sideways(rows, index, false);
    default:
      return undefined;
  }
}
