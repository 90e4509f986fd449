import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { TableOf } from '../../../../shared/results/figure.js';
import { useHost } from '../../../client/engine.js';
import { notifyError } from '../../../ui/index.js';
import type { ChartOption } from './echarts.js';
import { tableCsv } from './tableCsv.js';
import { pngOf } from './pictures.js';
import classes from './charts.module.css';

/** What can be saved of a chart: its picture on white, and its figures. */
export interface Saving {
  /** Of the files, without an ending. */
  name: string;
  table: TableOf;
  picture?: { option: () => ChartOption; width: number; height: number };
}

type Format = 'PNG' | 'SVG' | 'CSV';
const HINTS: Record<Format, string> = { PNG: 'A picture, twice as sharp', SVG: 'A drawing that scales', CSV: 'The figures' };

function useSave({ name, table, picture }: Saving): (format: Format) => Promise<void> {
  const { bridge } = useHost();
  return async (format) => {
    try {
      if (format === 'CSV') {
        await bridge.saveFile(`${name}.csv`, 'text/csv', tableCsv(table));
        return;
      }
      if (!picture) return;
      const { chartSvg } = await import('./echarts.js');
      const svg = chartSvg({ ...picture.option(), backgroundColor: '#ffffff' }, picture.width, picture.height);
      if (format === 'SVG') await bridge.saveFile(`${name}.svg`, 'image/svg+xml', svg);
      else await bridge.saveFile(`${name}.png`, 'image/png', await pngOf(svg, picture));
    } catch (error) {
      notifyError('The chart was not saved', error);
    }
  };
}

/** Saves a chart as PNG, SVG or CSV. */
export function SaveMenu({ title, saving }: { title: string; saving: Saving }) {
  const save = useSave(saving);
  const formats: Format[] = saving.picture ? ['PNG', 'SVG', 'CSV'] : ['CSV'];
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Tooltip label="Save">
          <ActionIcon size="sm" className={classes['tool'] ?? ''} aria-label={`Save “${title}”`}>
            <IconDownload size={15} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)} rightSection={<small>{HINTS[format]}</small>}>
            {format}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
