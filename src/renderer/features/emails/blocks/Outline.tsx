import { IconEye } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { describeBlock, holdsBlocks } from '../../../../shared/email/blocks.js';
import { SHOW_IF } from '../../../../shared/email/conditions.js';
import { attribute, type Block } from '../../../../shared/email/document.js';
import { mjmlOf, selectedBlock } from '../document/editor.js';
import { useDrawn, useOpenEmail } from '../document/EmailContext.js';
import { useBlockKeys } from './useBlockKeys.js';
import classes from './blocks.module.css';

/** The blocks of an e-mail as a tree: where one is, and the same keys as on the canvas. */
export function Outline({ onOpenBlock }: { onOpenBlock: () => void }) {
  const { root } = useDrawn(mjmlOf);
  const selected = useDrawn(selectedBlock);
  const onKeyDown = useBlockKeys(onOpenBlock);
  const tree = useRef<HTMLDivElement>(null);
  const body = root?.children.find(({ tag }) => tag === 'mj-body');
  useEffect(() => {
    tree.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  if (!body) return null;
  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={0}
      aria-label="Outline"
      aria-activedescendant={selected ? itemId(selected) : undefined}
      className={classes['outline']}
      onKeyDown={onKeyDown}
    >
      <Branch block={body} level={1} selected={selected} />
    </div>
  );
}

function itemId({ start }: Block): string {
  return `outline-${String(start)}`;
}

function Branch({ block, level, selected }: { block: Block; level: number; selected: Block | undefined }) {
  const { editor } = useOpenEmail();
  const isOpen = holdsBlocks(block.tag) && block.children.length > 0;
  return (
    <>
      <div
        role="treeitem"
        id={itemId(block)}
        aria-level={level}
        aria-selected={block === selected}
        aria-expanded={isOpen || undefined}
        className={classes['outlineItem']}
        style={{ paddingInlineStart: `${String(level * 0.75)}rem` }}
        onClick={() => editor.select(block)}
      >
        <span className={classes['outlineName']}>{describeBlock(block)}</span>
        {attribute(block, SHOW_IF) !== undefined && <IconEye size={13} role="img" aria-label="not for everybody" />}
      </div>
      {isOpen && block.children.map((child, index) => <Branch key={index} block={child} level={level + 1} selected={selected} />)}
    </>
  );
}
