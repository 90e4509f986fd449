import { useEffect, useMemo, useRef } from 'react';
import { describeBlock } from '../../../../shared/email/blocks.js';
import type { MjmlDocument } from '../../../../shared/email/document.js';
import { blockOnPath, pathAt, type BlockPath } from '../../../../shared/email/places.js';
import { Message } from '../../../ui/index.js';
import { headOf, mjmlOf, selectedBlock, sourceOf, type EmailEditor } from '../document/editor.js';
import { useDrawn, useOpenEmail } from '../document/EmailContext.js';
import { setWorkbench, showCode, useWorkbench } from '../workbench.js';
import { CanvasContext, Children } from './BlockView.js';
import { applied, boxStyle, pixels } from './look.js';
import { useBlockKeys } from './useBlockKeys.js';
import { useReader } from './useReader.js';
import classes from './blocks.module.css';

/** The e-mail as blocks: click one to change it, drag it elsewhere, or go from one to the next with the arrows. */
export function BlocksCanvas({ onOpenBlock }: { onOpenBlock: () => void }) {
  const { editor } = useOpenEmail();
  const document = useDrawn(mjmlOf);
  const selected = useDrawn(selectedBlock);
  const body = document.root?.children.find(({ tag }) => tag === 'mj-body');
  const source = useDrawn(sourceOf);
  const read = useReader(useDrawn(headOf));
  const path = document.root && selected ? pathAt(document.root, selected.start).join('.') : '';
  const frozen = document.faults.length > 0;
  const value = useMemo(
    () => ({ read, frozen, onSelect: selectAndShow(editor), onOpen: onOpenBlock }),
    [read, frozen, editor, onOpenBlock],
  );
  const onKeyDown = useBlockKeys(onOpenBlock);
  const scroller = useRevealed(path);
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
            <Children
              block={body}
              path={[document.root?.children.indexOf(body) ?? 0]}
              text={source.slice(body.start, body.end)}
              selection={path}
            />
          </div>
        </CanvasContext>
      )}
    </div>
  );
}

/** Who clicks a block wants to see its settings, unless they look at the outline. */
const selectAndShow =
  (editor: EmailEditor) =>
  (path: BlockPath): void => {
    const block = blockOnPath(mjmlOf(editor.store.getState()).root, path);
    if (block) editor.select(block);
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
function useRevealed(path: string) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (path === '') return;
    scroller.current?.querySelector(`[data-block="${path}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [path]);
  return scroller;
}
