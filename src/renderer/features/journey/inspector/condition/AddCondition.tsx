import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import fields from '../fields/fields.module.css';
import { SHAPE_GROUPS, type Scope } from './shapes.js';
import type { LooseCondition } from './tree.js';
import classes from './condition.module.css';

interface AddConditionProps {
  scope: Scope;
  onAdd: (condition: LooseCondition) => void;
  label?: string;
}

/** The menu of everything that can be asked at a place. */
export function AddCondition({ scope, onAdd, label = 'condition' }: AddConditionProps) {
  return (
    <Menu width={300} position="bottom-start">
      <Menu.Target>
        <button type="button" className={fields['link']}>
          <IconPlus size={12} aria-hidden /> {label}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes['menu'] ?? ''}>
        {SHAPE_GROUPS.map(({ title, offers }) => (
          <div key={title}>
            <Menu.Label>{title}</Menu.Label>
            {offers
              .filter((offer) => offer.allowed(scope))
              .map((offer) => (
                <Menu.Item key={offer.label} onClick={() => onAdd(offer.create())}>
                  <span className={classes['offer']}>{offer.label}</span>
                  <span className={classes['hint']}>{offer.hint}</span>
                </Menu.Item>
              ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
