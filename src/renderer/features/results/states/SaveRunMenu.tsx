import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommands } from '../../../app/commands.js';
import { useHost } from '../../../client/engine.js';
import { notifyDone, notifyError } from '../../../ui/index.js';
import { pngOf, sizeOf } from '../charts/pictures.js';
import classes from './states.module.css';

interface SaveRunMenuProps {
  project: string;
  journeyId: string;
  run: string;
}

const KINDS = ['reportHtml', 'reportPdf', 'canvasPng', 'canvasSvg'] as const;
type Kind = (typeof KINDS)[number];

const LABELS: Record<Kind, string> = {
  reportHtml: 'Report as HTML',
  reportPdf: 'Report as PDF',
  canvasPng: 'Journey with its counts as PNG',
  canvasSvg: 'Journey with its counts as SVG',
};

/** Writes a file of the run and hands it to the host. */
function useSaveRun({ project, journeyId, run }: SaveRunMenuProps, customers: boolean) {
  const { engine, bridge } = useHost();
  const [saving, setSaving] = useState(false);
  const write = async (kind: Kind): Promise<void> => {
    const of = { project, run, journey: journeyId };
    if (kind === 'reportHtml' || kind === 'reportPdf') {
      const { fileName, text } = await engine.call('results.report', { ...of, customers });
      if (kind === 'reportHtml') await bridge.saveFile(fileName, 'text/html', text);
      else await bridge.savePdf(fileName.replace(/html$/, 'pdf'), text);
      return;
    }
    const { fileName, text } = await engine.call('results.drawing', of);
    if (kind === 'canvasSvg') await bridge.saveFile(fileName, 'image/svg+xml', text);
    else await bridge.saveFile(fileName.replace(/svg$/, 'png'), 'image/png', await pngOf(text, sizeOf(text)));
  };
  const save = (kind: Kind): void => {
    setSaving(true);
    if (kind === 'reportPdf' && bridge.kind === 'web') notifyDone('Choose “Save as PDF” in the browser’s print dialog.');
    write(kind)
      .catch((error: unknown) => notifyError('It was not saved', error))
      .finally(() => setSaving(false));
  };
  return { saving, save };
}

/** Saves a run: as a report to mail to a colleague, or as the picture of the journey with its counts. */
export function SaveRunMenu(props: SaveRunMenuProps) {
  const { bridge } = useHost();
  const [customers, setCustomers] = useState(false);
  const { saving, save } = useSaveRun(props, customers);
  useCommands(
    KINDS.map((kind) => ({ id: `results.${kind}`, group: 'Results', label: `Save: ${LABELS[kind]}`, run: () => save(kind) })),
  );
  const hint = (kind: Kind): string | undefined => {
    if (kind === 'reportHtml') return 'One page to mail: drawing, steps, charts, tables';
    if (kind === 'reportPdf') return bridge.kind === 'web' ? 'By the browser’s print dialog' : 'The same on A4';
    return undefined;
  };
  return (
    <Menu position="top-end" width={310}>
      <Menu.Target>
        <Tooltip label="Save these results">
          <ActionIcon aria-label="Save these results" loading={saving}>
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => save(kind)}>
            {LABELS[kind]}
            {hint(kind) && <small className={classes['menuHint']}>{hint(kind)}</small>}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.CheckboxItem checked={customers} closeMenuOnClick={false} onChange={setCustomers}>
          List customers by their ids in the report
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
