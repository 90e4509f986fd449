import { useEffect, useMemo, useRef } from 'react';
import { describeBlock } from '../../../../shared/email/blocks.js';
import type { Block, MjmlDocument } from '../../../../shared/email/document.js';
import { pathAt } from '../../../../shared/email/places.js';
import { Message } from '../../../ui/index.js';
import { mjmlOf, type EmailEditor } from '../document/editor.js';
import { useEmail, useOpenEmail, useSelectedBlock } from '../document/EmailContext.js';
import { setWorkbench, showCode, useWorkbench } from '../workbench.js';
import { CanvasContext, Children } from './BlockView.js';
import { attributeReader, applied, boxStyle, pixels } from './look.js';
import { useBlockKeys } from './useBlockKeys.js';
import classes from './blocks.module.css';

/** The e-mail as blocks: click one to change it, drag it elsewhere, or go from one to the next with the arrows. */
export function BlocksCanvas({ onOpenBlock }: { onOpenBlock: () => void }) {
  const { editor } = useOpenEmail();
  const document = useEmail(mjmlOf);
  const selected = useSelectedBlock();
  const body = document.root?.children.find(({ tag }) => tag === 'mj-body');
  const read = useMemo(() => attributeReader(document.root), [document]);
  const frozen = document.faults.length > 0;
  const value = useMemo(
    () => ({ read, selected, frozen, onSelect: selectAndShow(editor), onOpen: onOpenBlock }),
    [read, selected, frozen, editor, onOpenBlock],
  );
  const onKeyDown = useBlockKeys(onOpenBlock);
  const scroller = useRevealed(document.root, selected);
  return (
    <div
      ref={scroller}
      className={classes['canvas']}
      tabIndex={0}
      role="group"
      aria-label="Blocks of the e-mail"
      onKeyDown={onKeyDown}
      onClick={() => body && editor.select(body)}
    >
      <Fault document={document} />
      <p className="wp-visually-hidden" role="status">
        {selected ? `Selected: ${describeBlock(selected)}` : ''}
      </p>
      {body && (
        <CanvasContext value={value}>
          <div
            className={classes['page']}
            data-selected={selected === body || undefined}
            style={{ ...boxStyle(read, body), maxWidth: pixels(applied(read, body, 'width')) ?? 600 }}
          >
            <Children block={body} path={[document.root?.children.indexOf(body) ?? 0]} />
          </div>
        </CanvasContext>
      )}
    </div>
  );
}

/** Who clicks a block wants to see its settings, unless they look at the outline. */
const selectAndShow =
  (editor: EmailEditor) =>
  (block: Block): void => {
    editor.select(block);
    if (useWorkbench.getState().side === 'add') setWorkbench({ side: 'block' });
  };

/** Says what is wrong with the code, as blocks stand still until it is mended. */
function Fault({ document }: { document: MjmlDocument }) {
  const { editor } = useOpenEmail();
  const [first] = document.faults;
  if (!first) return null;
  return (
    <div className={classes['fault']} onClick={(event) => event.stopPropagation()}>
      <Message
        tone="error"
        title="The code has a fault, so blocks cannot be changed"
        action={
          <button
            type="button"
            className={classes['faultLink']}
            onClick={() => {
              editor.show(first.from);
              showCode();
            }}
          >
            Show in the code
          </button>
        }
      >
        {first.message}
      </Message>
    </div>
  );
}

/** Scrolls to the selected block, wherever it was selected. */
function useRevealed(root: Block | undefined, selected: Block | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const path = root && selected ? pathAt(root, selected.start).join('.') : '';
  useEffect(() => {
    if (path === '') return;
    scroller.current?.querySelector(`[data-block="${path}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [path]);
  return scroller;
}
