import { DragDropProvider, useDraggable, useDroppable, type DragEndEvent } from '@dnd-kit/react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconGripVertical } from '@tabler/icons-react';
import { createContext, useContext, useId, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import type { ConditionRole } from '../../../../../shared/journey/check/places.js';
import { useFieldProblems } from '../fields/claims.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import fields from '../fields/fields.module.css';
import { AddCondition } from './AddCondition.js';
import { LeafEditor } from './LeafEditor.js';
import { scopeOf, shapeOf, type Scope } from './shapes.js';
import {
  GROUP_KEYS,
  groupKeyOf,
  insertedAt,
  isWithin,
  membersOf,
  movedTo,
  neighbourPlace,
  pointerTo,
  removedAt,
  replacedAt,
  type GroupKey,
  type LooseCondition,
  type TreePath,
} from './tree.js';
import classes from './condition.module.css';

const GROUP_LABELS: Readonly<Record<GroupKey, string>> = { all: 'all', any: 'any', none: 'none' };

/** A pointer at which no problem can be. */
const NOWHERE = '#';

interface TreeContextValue {
  root: LooseCondition;
  /** JSON pointer of the root in the document. */
  pointer: string;
  scope: Scope;
  change: (next: LooseCondition) => void;
}

const TreeContext = createContext<TreeContextValue | undefined>(undefined);

function useTree(): TreeContextValue {
  const tree = useContext(TreeContext);
  if (!tree) throw new Error('useTree needs a ConditionEditor above it');
  return tree;
}

interface ConditionEditorProps {
  value: LooseCondition;
  onChange: (next: LooseCondition) => void;
  path: string;
  role: ConditionRole;
}

/**
 * A condition of any depth: groups within groups, each leaf a sentence with pickers; order by dragging, by Alt and arrows, or by
 * the menu. A lone leaf shows as a group of one and stays a lone leaf in the document.
 */
export function ConditionEditor({ value, onChange, path, role }: ConditionEditorProps) {
  const isLone = groupKeyOf(value) === undefined;
  const root = useMemo((): LooseCondition => (isLone ? { all: [value] } : value), [isLone, value]);
  const tree = useMemo(
    (): TreeContextValue => ({
      root,
      pointer: path,
      scope: scopeOf(role),
      change: (next) => {
        const [only, ...others] = membersOf(next);
        onChange(isLone && only && others.length === 0 && groupKeyOf(next) === 'all' ? only : next);
      },
    }),
    [root, path, role, isLone, onChange],
  );
  const onDragEnd = (event: DragEndEvent) => {
    const from = placeOf(event.operation.source?.data);
    const to = placeOf(event.operation.target?.data);
    if (!event.canceled && from && to) tree.change(movedTo(root, from, to));
  };
  return (
    <TreeContext value={tree}>
      <DragDropProvider onDragEnd={onDragEnd}>
        <GroupEditor path={[]} isLone={isLone} />
      </DragDropProvider>
    </TreeContext>
  );
}

function placeOf(data: unknown): TreePath | undefined {
  const place: unknown = typeof data === 'object' && data !== null && 'place' in data ? data.place : undefined;
  return Array.isArray(place) && place.every((index) => typeof index === 'number') ? place : undefined;
}

/** The JSON pointer of a place; a lone leaf stands where its group would. */
function usePointer(path: TreePath, isLone: boolean): string {
  const { root, pointer } = useTree();
  return isLone ? pointer : `${pointer}${pointerTo(root, path)}`;
}

function at(root: LooseCondition, path: TreePath): LooseCondition {
  return path.reduce<LooseCondition>((condition, index) => membersOf(condition)[index] ?? {}, root);
}

function GroupEditor({ path, isLone }: { path: TreePath; isLone: boolean }) {
  const { root, scope, change } = useTree();
  const group = at(root, path);
  const key = groupKeyOf(group) ?? 'all';
  const members = membersOf(group);
  const pointer = usePointer(path, false);
  // The group around a lone leaf is not in the document, so nothing can be wrong with it.
  const { problems, id } = useFieldProblems(isLone ? NOWHERE : pointer);
  const swap = (next: GroupKey) => change(replacedAt(root, path, { [next]: group[key] }));
  const append = (condition: LooseCondition) => change(insertedAt(root, [...path, members.length], condition));
  return (
    <div className={classes['group']} data-key={key} role="group" aria-label={`${GROUP_LABELS[key]} of these`}>
      {(members.length > 1 || key !== 'all' || path.length > 0) && (
        <div className={classes['groupHead']}>
          <span className={classes['keys']} role="radiogroup" aria-label="How many must hold">
            {GROUP_KEYS.map((choice) => (
              <button key={choice} type="button" role="radio" aria-checked={choice === key} onClick={() => swap(choice)}>
                {GROUP_LABELS[choice]}
              </button>
            ))}
          </span>
          <span className={classes['faint']}>of these</span>
        </div>
      )}
      {members.map((member, index) => {
        const place = [...path, index];
        return (
          <div key={`${String(index)} ${shapeOf(member) ?? groupKeyOf(member) ?? ''}`}>
            <Gap place={place} />
            <Member place={place} isLone={isLone} />
          </div>
        );
      })}
      <Gap place={[...path, members.length]} />
      {members.length === 0 && (
        <p className={classes['faint']}>
          {key === 'any' ? 'Nothing here yet: this never holds.' : 'Nothing here yet: this always holds.'}
        </p>
      )}
      <FieldMessages problems={problems} id={id} />
      <div className={classes['adders']}>
        <AddCondition scope={scope} onAdd={append} />
        <button type="button" className={fields['link']} onClick={() => append({ [key === 'any' ? 'all' : 'any']: [] })}>
          + group
        </button>
      </div>
    </div>
  );
}

/**
 * A place between conditions to drop one at; seen only while one is dragged over it. Places change with every condition that
 * comes or goes, so that they cannot be what it is known by.
 */
function Gap({ place }: { place: TreePath }) {
  const { ref, isDropTarget } = useDroppable({ id: useId(), data: { place } });
  return <div ref={ref} className={classes['gap']} data-target={isDropTarget || undefined} />;
}

function Member({ place, isLone }: { place: TreePath; isLone: boolean }) {
  const { root, scope, change } = useTree();
  const { ref, handleRef, isDragging } = useDraggable({ id: useId(), data: { place } });
  const pointer = usePointer(place, isLone);
  const condition = at(root, place);
  const move = (direction: 'up' | 'down') => {
    const to = neighbourPlace(root, place, direction);
    if (to && !isWithin(to, place)) change(movedTo(root, place, to));
  };
  const onGripKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    <div ref={ref} className={classes['member']} data-dragging={isDragging || undefined}>
      <button
        ref={handleRef}
        type="button"
        className={classes['grip']}
        aria-label="Move this condition: drag, or press Alt and an arrow"
        onKeyDown={onGripKey}
      >
        <IconGripVertical size={14} aria-hidden />
      </button>
      <div className={classes['body']}>
        {groupKeyOf(condition) === undefined ? (
          <LeafEditor leaf={condition} path={pointer} scope={scope} onChange={(next) => change(replacedAt(root, place, next))} />
        ) : (
          <GroupEditor path={place} isLone={false} />
        )}
      </div>
      <MemberMenu place={place} onMove={move} />
    </div>
  );
}

function MemberMenu({ place, onMove }: { place: TreePath; onMove: (direction: 'up' | 'down') => void }): ReactNode {
  const { root, change } = useTree();
  const condition = at(root, place);
  const next = [...place.slice(0, -1), (place.at(-1) ?? 0) + 1];
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon size="sm" className={classes['more'] ?? ''} aria-label="More for this condition">
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!neighbourPlace(root, place, 'up')} onClick={() => onMove('up')}>
          Move up
        </Menu.Item>
        <Menu.Item disabled={!neighbourPlace(root, place, 'down')} onClick={() => onMove('down')}>
          Move down
        </Menu.Item>
        <Menu.Item onClick={() => change(insertedAt(root, next, condition))}>Duplicate</Menu.Item>
        <Menu.Item onClick={() => change(replacedAt(root, place, { any: [condition] }))}>Put into a group</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => change(removedAt(root, place))}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
