import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconShieldCheck,
} from '@tabler/icons-react';
import { NameField, SavePill, UndoRedo } from '../../app/keeping/TopBarFields.js';
import { TopBarSlot } from '../../app/slots.js';
import { formatCount, Pill } from '../../ui/index.js';
import { useCheckCall } from './check/CheckPanel.js';
import { useCompiled } from './document/compiled.js';
import { besideOf, canRedo, canUndo } from './document/editor.js';
import { useEmail, useOpenEmail } from './document/EmailContext.js';
import { setWorkbench, showPanel, useWorkbench } from './workbench.js';

/** What the editor of an e-mail puts into the top bar: name, state of saving, problems, undo, panes, check. */
export function EmailTopBar() {
  const { editor, autosave } = useOpenEmail();
  const { name } = useEmail(besideOf);
  const undo = useEmail(canUndo);
  const redo = useEmail(canRedo);
  const { start } = useCheckCall();
  return (
    <>
      <TopBarSlot name="title">
        <NameField what="e-mail" value={name} maxLength={200} onChange={editor.rename} />
      </TopBarSlot>
      <TopBarSlot name="status">
        <SavePill autosave={autosave} />
        <ProblemPill />
      </TopBarSlot>
      <TopBarSlot name="actions">
        <UndoRedo undo={undo ? 'Undo' : undefined} redo={redo ? 'Redo' : undefined} onUndo={editor.undo} onRedo={editor.redo} />
        <PaneButtons />
        <Button
          variant="filled"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          onClick={() => {
            showPanel('check');
            start();
          }}
        >
          Check
        </Button>
      </TopBarSlot>
    </>
  );
}

function ProblemPill() {
  const problems = useCompiled().output?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    return (
      <Pill tone="error" icon={<IconCircleX size={13} aria-hidden />} title={problems.map(({ message }) => message).join('\n')}>
        {formatCount(errors, 'error')}
      </Pill>
    );
  if (problems.length > 0)
    return (
      <Pill
        tone="warning"
        icon={<IconAlertTriangle size={13} aria-hidden />}
        title={problems.map(({ message }) => message).join('\n')}
      >
        {formatCount(problems.length, 'warning')}
      </Pill>
    );
  return <Pill icon={<IconCircleCheck size={13} aria-hidden />}>no problems</Pill>;
}

function PaneButtons() {
  const { sideOpen, panelOpen } = useWorkbench();
  return (
    <span>
      <Tooltip label={sideOpen ? 'Fold the blocks' : 'Show the blocks'}>
        <ActionIcon
          size="lg"
          aria-label="Blocks and settings"
          aria-pressed={sideOpen}
          onClick={() => setWorkbench({ sideOpen: !sideOpen })}
        >
          <IconLayoutSidebar size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={panelOpen ? 'Fold the preview' : 'Show the preview'}>
        <ActionIcon
          size="lg"
          aria-label="Preview and check"
          aria-pressed={panelOpen}
          onClick={() => setWorkbench({ panelOpen: !panelOpen })}
        >
          <IconLayoutSidebarRight size={18} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
