import { ActionIcon, Button, Menu, Popover } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconAlertTriangle,
  IconArchive,
  IconBookmark,
  IconChevronDown,
  IconCircleCheck,
  IconCircleX,
  IconCopy,
  IconHistory,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { JourneyExportFormat } from '../../../shared/contract/journeys.js';
import { redoName, undoName } from '../../../shared/journey/edit/history.js';
import { NameField, SavePill, UndoRedo } from '../../app/keeping/TopBarFields.js';
import { TopBarSlot } from '../../app/slots.js';
import { useHost } from '../../client/engine.js';
import { errorText, formatPercent, KeyHint, Pill } from '../../ui/index.js';
import { problemWords } from './document/problems.js';
import { ActivateButton } from '../delivery/ActivateButton.js';
import { useDraft, useEditorState, useOpenJourney, useProblems } from './EditorContext.js';
import { askVersionName, openHistory } from './history/historyStore.js';
import { ProblemPanel } from './ProblemPanel.js';
import { useRun } from './runStore.js';
import { useWholeJourney } from './useWholeJourney.js';
import classes from './screen.module.css';

/** What the journey screen puts into the top bar: name, state of saving, problems, undo, export, simulate. */
export function TopBarParts({ onShowNode }: { onShowNode: (node: string) => void }) {
  const { autosave } = useOpenJourney();
  return (
    <>
      <TopBarSlot name="title">
        <JourneyName />
      </TopBarSlot>
      <TopBarSlot name="status">
        <SavePill autosave={autosave} />
        <ProblemPill onShowNode={onShowNode} />
      </TopBarSlot>
      <TopBarSlot name="actions">
        <Leaps />
        <JourneyMenu />
        <ExportMenu />
        <Activate />
        <SimulateButton />
      </TopBarSlot>
    </>
  );
}

function JourneyName() {
  const { editor } = useOpenJourney();
  return (
    <NameField
      what="journey"
      value={useDraft().name}
      maxLength={500}
      onChange={(name) => editor.execute({ kind: 'setHeader', name }, 'journey name')}
      onBlur={() => editor.seal()}
    />
  );
}

function ProblemPill({ onShowNode }: { onShowNode: (node: string) => void }) {
  const problems = useProblems();
  const [open, setOpen] = useState(false);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (problems.length === 0)
    return (
      <Pill tone="neutral" icon={<IconCircleCheck size={13} aria-hidden />}>
        no problems
      </Pill>
    );
  const words = problemWords(problems);
  return (
    <Popover opened={open} onChange={setOpen} width={400} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes['pillButton']} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Pill
            tone={errors > 0 ? 'error' : 'warning'}
            icon={errors > 0 ? <IconCircleX size={13} aria-hidden /> : <IconAlertTriangle size={13} aria-hidden />}
          >
            {words}
          </Pill>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ProblemPanel
          problems={problems}
          onShowNode={(node) => {
            setOpen(false);
            onShowNode(node);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Leaps() {
  const { editor } = useOpenJourney();
  const undone = useEditorState((state) => undoName(state.history));
  const redone = useEditorState((state) => redoName(state.history));
  return (
    <UndoRedo
      undo={undone === undefined ? undefined : `Undo: ${undone}`}
      redo={redone === undefined ? undefined : `Redo: ${redone}`}
      onUndo={editor.undo}
      onRedo={editor.redo}
    />
  );
}

const icon = { size: 16, 'aria-hidden': true } as const;

/** History, versions, and what becomes of the journey as a whole. */
function JourneyMenu() {
  const { duplicate, archive } = useWholeJourney();
  return (
    <Menu width={240} position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label="History and more">
          <IconHistory size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHistory {...icon} />} onClick={openHistory}>
          History and versions
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBookmark {...icon} />}
          rightSection={<KeyHint keys="mod+s" />}
          // The menu gives the focus back first.
          onClick={() => setTimeout(askVersionName)}
        >
          Keep this version…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={duplicate}>
          Duplicate this journey
        </Menu.Item>
        <Menu.Item leftSection={<IconArchive {...icon} />} onClick={archive}>
          Archive this journey
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const EXPORTS: readonly { format: JourneyExportFormat; name: string; hint: string }[] = [
  { format: 'json', name: 'JSON', hint: 'The journey itself, to keep or to import' },
  { format: 'mermaid', name: 'Mermaid', hint: 'A diagram as text, for documents' },
  { format: 'svg', name: 'SVG', hint: 'A drawing' },
];

/** Saves what is unsaved, lets the engine write the file and the host save it. */
function useExport(): (format: JourneyExportFormat) => Promise<void> {
  const { engine, bridge } = useHost();
  const { project, journeyId, autosave } = useOpenJourney();
  return async (format) => {
    try {
      await autosave.flush();
      const { fileName, mimeType, text } = await engine.call('journeys.export', { project, id: journeyId, format });
      await bridge.saveFile(fileName, mimeType, text);
    } catch (error) {
      notifications.show({ color: 'red', title: 'The journey was not exported', message: errorText(error), autoClose: 12_000 });
    }
  };
}

function ExportMenu() {
  const save = useExport();
  return (
    <Menu width={280} position="bottom-end">
      <Menu.Target>
        <Button size="sm" rightSection={<IconChevronDown size={14} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORTS.map(({ format, name, hint }) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            <span className={classes['menuName']}>{name}</span>
            <span className={classes['menuHint']}>{hint}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Activate() {
  const { project, journeyId, autosave } = useOpenJourney();
  return <ActivateButton project={project} journey={journeyId} onSave={() => autosave.flush()} />;
}

/** Simulates; while that lasts it shows how far it is and cancels. */
function SimulateButton() {
  const { project, journeyId } = useOpenJourney();
  const status = useRun(project, journeyId, (state) => state.status);
  const fraction = useRun(project, journeyId, (state) => state.progress?.fraction);
  const simulate = useRun(project, journeyId, (state) => state.simulate);
  const cancel = useRun(project, journeyId, (state) => state.cancel);
  const isQuick = useRun(project, journeyId, ({ run, progress }) => run !== undefined && progress === undefined);
  // A run that is over in a moment does not make the button flicker.
  if (status === 'running' && !isQuick) {
    return (
      <Button
        size="sm"
        leftSection={<IconPlayerStopFilled size={14} aria-hidden />}
        onClick={cancel}
        className={classes['simulate'] ?? ''}
      >
        {fraction === undefined ? 'Cancel' : `Cancel · ${formatPercent(fraction)}`}
      </Button>
    );
  }
  return (
    <Button
      variant="filled"
      size="sm"
      className={classes['simulate'] ?? ''}
      leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
      rightSection={<KeyHint keys="mod+enter" />}
      onClick={() => void simulate()}
    >
      Simulate
    </Button>
  );
}
