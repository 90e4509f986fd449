import { IconArrowDown, IconArrowUp, IconCopy, IconGripVertical, IconTrash, type Icon } from '@tabler/icons-react';
import { nameOfTag } from '../../../../shared/email/blocks.js';
import type { Block } from '../../../../shared/email/document.js';
import { isLoose } from './moves.js';
import { useBlockActions, type BlockAction } from './useBlockActions.js';
import classes from './blocks.module.css';

const TOOLS: readonly { action: BlockAction; name: string; Icon: Icon }[] = [
  { action: 'up', name: 'Move up', Icon: IconArrowUp },
  { action: 'down', name: 'Move down', Icon: IconArrowDown },
  { action: 'duplicate', name: 'Duplicate', Icon: IconCopy },
  { action: 'remove', name: 'Delete', Icon: IconTrash },
];

/** What can be done with the selected block, at its upper edge. */
export function BlockTools({ block, frozen }: { block: Block; frozen: boolean }) {
  const act = useBlockActions();
  return (
    <span className={classes['toolbar']} role="toolbar" aria-label={`Actions for the block ${nameOfTag(block.tag)}`}>
      {isLoose(block) && !frozen && <IconGripVertical size={13} aria-hidden />}
      <span className={classes['toolbarName']}>{nameOfTag(block.tag)}</span>
      {isLoose(block) &&
        !frozen &&
        TOOLS.map(({ action, name, Icon }) => (
          <button
            key={action}
            type="button"
            aria-label={name}
            title={name}
            onClick={(event) => {
              event.stopPropagation();
              act(action);
            }}
          >
            <Icon size={14} aria-hidden />
          </button>
        ))}
    </span>
  );
}
