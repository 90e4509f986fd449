import { ActionIcon, Indicator, Popover, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { useDraft } from '../../journey/EditorContext.js';
import { useRun } from '../../journey/runStore.js';
import { RunOptionsForm } from './RunOptionsForm.js';

/** Opens the options of the next run; a dot says that some differ from the defaults. */
export function RunOptionsButton({ project, journeyId }: { project: string; journeyId: string }) {
  const [open, setOpen] = useState(false);
  const options = useRun(project, journeyId, (state) => state.options);
  const together = useRun(project, journeyId, (state) => state.together);
  const simulate = useRun(project, journeyId, (state) => state.simulate);
  const draft = useDraft();
  const changed = Object.keys(options).length > 0 || together.length > 1;
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" trapFocus returnFocus withinPortal width={360}>
      <Popover.Target>
        <Tooltip label="Options of the run" disabled={open}>
          <Indicator disabled={!changed} size={6} offset={5} color="accent">
            <ActionIcon
              aria-label={changed ? 'Options of the run (changed)' : 'Options of the run'}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              <IconAdjustmentsHorizontal size={16} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <RunOptionsForm
          project={project}
          journeyId={journeyId}
          draft={draft}
          options={options}
          together={together}
          onRun={(next, journeys) => {
            setOpen(false);
            void simulate(next, journeys);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
