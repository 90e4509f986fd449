import { Menu } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { NodeType } from '../../shared/journey/schema.js';
import { IconTile, KeyHint } from '../ui/index.js';
import { familyOfType, TypeIcon } from './families.js';
import { STEP_GROUPS, STEP_OFFERS } from './steps.js';
import classes from './AddMenu.module.css';

interface AddMenuProps {
  /** Where on the page it opens. */
  at: { x: number; y: number };
  /** Types that cannot go there. */
  without: readonly NodeType[];
  onPick: (type: NodeType) => void;
  onClose: () => void;
}

/** The menu of steps at a way out, a connection, or a place where a connection was let go. */
export function AddMenu({ at, without, onPick, onClose }: AddMenuProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const offer = STEP_OFFERS.find(({ key, type }) => key === event.key && !without.includes(type));
    if (!offer || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onPick(offer.type);
  };
  const groups = STEP_GROUPS.map((group) => group.filter(({ type }) => !without.includes(type))).filter(
    (group) => group.length > 0,
  );
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={280} withinPortal trapFocus returnFocus>
      <Menu.Target>
        <span className={classes['anchor']} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown onKeyDown={onKeyDown} aria-label="Step to add">
        {groups.map((group, index) => (
          <div key={group[0]?.type} role="group">
            {index > 0 && <Menu.Divider />}
            {group.map(({ type, name, key, hint }) => {
              return (
                <Menu.Item
                  key={type}
                  onClick={() => onPick(type)}
                  rightSection={<KeyHint keys={key} />}
                  data-autofocus={index === 0 || undefined}
                  leftSection={
                    <IconTile family={familyOfType(type)}>
                      <TypeIcon type={type} />
                    </IconTile>
                  }
                >
                  <span className={classes['name']}>{name}</span>
                  <span className={classes['hint']}>{hint}</span>
                </Menu.Item>
              );
            })}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
