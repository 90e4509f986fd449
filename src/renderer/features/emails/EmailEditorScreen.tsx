import { SegmentedControl, Tabs } from '@mantine/core';
import { useDeferredValue, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { StoredTemplate } from '../../../shared/email/template.js';
import { SaveBanner } from '../../app/keeping/SaveBanner.js';
import { BlocksCanvas } from './blocks/BlocksCanvas.js';
import { BlockDragging } from './blocks/dragging.js';
import { Outline } from './blocks/Outline.js';
import { Palette } from './blocks/Palette.js';
import { CheckPanel } from './check/CheckPanel.js';
import { CodePane } from './code/CodePane.js';
import { CompiledContext, useCompiling } from './document/compiled.js';
import { mjmlOf } from './document/editor.js';
import { DrawnContext, EmailContext, useEmail, useOpenEmail } from './document/EmailContext.js';
import { takeOver, useEmailKeeping } from './document/useEmailKeeping.js';
import { EmailTopBar } from './EmailTopBar.js';
import classes from './emails.module.css';
import { HeadFields } from './HeadFields.js';
import { PreviewPane } from './preview/PreviewPane.js';
import { RecipientsContext, useAskedRecipients } from './preview/recipients.js';
import { BlockPanel } from './properties/BlockPanel.js';
import { useEmailCommands } from './useEmailCommands.js';
import {
  CENTRES,
  PANELS,
  setWorkbench,
  goToSettings,
  SIDES,
  useWorkbench,
  type Centre,
  type Panel as PanelName,
  type Side,
} from './workbench.js';

interface EmailEditorScreenProps {
  project: string;
  template: StoredTemplate;
}

/** An e-mail as blocks, as code and as its recipients see it, all of one text. */
export function EmailEditorScreen({ project, template }: EmailEditorScreenProps) {
  const open = useEmailKeeping(project, template);
  return (
    <EmailContext value={open}>
      <Drawn>
        <WithAnswers>
          <Workbench />
        </WithAnswers>
      </Drawn>
    </EmailContext>
  );
}

/** Lets what only shows the e-mail follow it in its own time. */
function Drawn({ children }: { children: ReactNode }) {
  const state = useDeferredValue(useEmail((now) => now));
  return <DrawnContext value={state}>{children}</DrawnContext>;
}

/** What the engine says of the e-mail, for all its parts. */
function WithAnswers({ children }: { children: ReactNode }) {
  const compiled = useCompiling();
  const recipients = useAskedRecipients();
  return (
    <CompiledContext value={compiled}>
      <RecipientsContext value={recipients}>{children}</RecipientsContext>
    </CompiledContext>
  );
}

function Workbench() {
  const open = useOpenEmail();
  const { sideOpen, panelOpen } = useWorkbench();
  const onKeyDown = useDocumentKeys();
  useEmailCommands();
  return (
    <div className={classes['screen']} onKeyDown={onKeyDown}>
      <EmailTopBar />
      <SaveBanner what="e-mail" autosave={open.autosave} onTake={(theirs) => takeOver(open, theirs)} />
      <BlockDragging>
        <Group orientation="horizontal" className={classes['columns'] ?? ''}>
          {sideOpen && (
            <>
              <Panel id="side" defaultSize={300} minSize={220} maxSize={440} groupResizeBehavior="preserve-pixel-size">
                <SidePanel />
              </Panel>
              <Separator className={classes['separator'] ?? ''} aria-label="Width of the blocks and settings" />
            </>
          )}
          <Panel id="centre" minSize="25%" className={classes['column'] ?? ''}>
            <HeadFields />
            <CentrePane />
          </Panel>
          {panelOpen && (
            <>
              <Separator className={classes['separator'] ?? ''} aria-label="Width of the preview" />
              <Panel id="panel" defaultSize={440} minSize={300} maxSize="60%" groupResizeBehavior="preserve-pixel-size">
                <RightPanel />
              </Panel>
            </>
          )}
        </Group>
      </BlockDragging>
    </div>
  );
}

const SIDE_NAMES: Readonly<Record<Side, string>> = { add: 'Add', block: 'Block', outline: 'Outline' };

function SidePanel() {
  const { side } = useWorkbench();
  const frozen = useEmail((state) => mjmlOf(state).faults.length > 0);
  const panel = useWishes();
  return (
    <aside ref={panel} className={classes['side']} aria-label="Blocks">
      <Tabs
        className={classes['tabs'] ?? ''}
        value={side}
        onChange={(value) => setWorkbench({ side: SIDES.find((each) => each === value) ?? 'add' })}
        keepMounted={false}
      >
        <Tabs.List>
          {SIDES.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {SIDE_NAMES[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="add">
          <Palette frozen={frozen} />
        </Tabs.Panel>
        <Tabs.Panel value="block">
          <BlockPanel />
        </Tabs.Panel>
        <Tabs.Panel value="outline">
          <Outline onOpenBlock={goToSettings} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

/** Moves the keyboard to the first of the settings when that is wished for. */
function useWishes() {
  const wishes = useWorkbench((state) => state.wishes);
  const panel = useRef<HTMLElement>(null);
  const before = useRef(wishes);
  useEffect(() => {
    if (wishes === before.current) return;
    before.current = wishes;
    panel.current?.querySelector<HTMLElement>('[role="tabpanel"] :is([contenteditable="true"], input, textarea)')?.focus();
  }, [wishes]);
  return panel;
}

const CENTRE_NAMES: Readonly<Record<Centre, string>> = { blocks: 'Blocks', both: 'Both', code: 'Code' };

function CentrePane() {
  const { centre } = useWorkbench();
  return (
    <div className={classes['centre']}>
      <div className={classes['centreBar']}>
        <SegmentedControl
          size="xs"
          aria-label="How the e-mail is edited"
          data={CENTRES.map((value) => ({ value, label: CENTRE_NAMES[value] }))}
          value={centre}
          onChange={(value) => setWorkbench({ centre: CENTRES.find((each) => each === value) ?? 'blocks' })}
        />
      </div>
      <div className={classes['centreBody']}>
        <div className={classes['centrePanes']}>
          {centre !== 'code' && <BlocksCanvas onOpenBlock={goToSettings} />}
          {centre !== 'blocks' && <CodePane />}
        </div>
      </div>
    </div>
  );
}

const PANEL_NAMES: Readonly<Record<PanelName, string>> = { preview: 'Preview', check: 'Check' };

function RightPanel() {
  const { panel } = useWorkbench();
  return (
    <aside className={classes['side']} aria-label="Preview and check">
      <Tabs
        className={classes['tabs'] ?? ''}
        value={panel}
        onChange={(value) => setWorkbench({ panel: PANELS.find((each) => each === value) ?? 'preview' })}
        keepMounted={false}
      >
        <Tabs.List>
          {PANELS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {PANEL_NAMES[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="preview">
          <PreviewPane />
        </Tabs.Panel>
        <Tabs.Panel value="check">
          <CheckPanel />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

/** In the fields of the document undo and redo are those of the document. */
function useDocumentKeys() {
  const { editor } = useOpenEmail();
  return (event: KeyboardEvent) => {
    const isDocument = event.target instanceof HTMLElement && event.target.dataset['document'] !== undefined;
    if (event.defaultPrevented || !isDocument || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === 'z') (event.shiftKey ? editor.redo : editor.undo)();
    else if (key === 'y') editor.redo();
    else return;
    event.preventDefault();
  };
}
