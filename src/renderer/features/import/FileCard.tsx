import { ActionIcon, Progress, SegmentedControl } from '@mantine/core';
import { IconFileSpreadsheet, IconX } from '@tabler/icons-react';
import type { FilePreview } from '../../../shared/contract/logs.js';
import { ErrorMessage, formatBytes, formatCount, formatPercent, Message } from '../../ui/index.js';
import classes from './import.module.css';
import type { FileRole, ImportFile } from './useImportFiles.js';

const FORMATS = { csv: 'CSV', ndjson: 'NDJSON', json: 'JSON', parquet: 'Parquet' } as const;
const ENCODINGS = { 'utf-8': undefined, 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'latin-1': 'Latin-1' } as const;

function factsOf(preview: FilePreview): string {
  const facts = [
    preview.knownFormat,
    `${FORMATS[preview.format]}${preview.gzipped ? ', gzipped' : ''}`,
    ENCODINGS[preview.encoding],
    formatBytes(preview.bytes),
    formatCount(preview.columns.length, 'column'),
  ];
  return facts.filter(Boolean).join(' · ');
}

interface FileCardProps {
  file: ImportFile;
  onRole: (role: FileRole) => void;
  onRemove: () => void;
}

/** One file: what it is, and what it is for. */
export function FileCard({ file, onRole, onRemove }: FileCardProps) {
  const { name, bytes, role, state } = file;
  return (
    <li className={classes['file']}>
      <div className={classes['fileHead']}>
        <IconFileSpreadsheet size={20} stroke={1.5} aria-hidden />
        <div className={classes['fileText']}>
          <span className={classes['fileName']} title={name}>
            {name}
          </span>
          <span className={classes['fileFacts']} aria-live="polite">
            {state.step === 'ready' ? factsOf(state.preview) : stepText(state, bytes)}
          </span>
        </div>
        {state.step === 'ready' && (
          <SegmentedControl
            size="xs"
            aria-label={`What ${name} holds`}
            value={role}
            onChange={(value) => onRole(value === 'customers' ? 'customers' : 'events')}
            data={[
              { value: 'events', label: 'Events' },
              { value: 'customers', label: 'Customers' },
            ]}
          />
        )}
        <ActionIcon aria-label={`Leave out ${name}`} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {state.step === 'uploading' && <Progress value={(state.fraction ?? 0) * 100} size="xs" aria-label={`Uploading ${name}`} />}
      {state.step === 'failed' && <ErrorMessage error={state.error} title={`${name} cannot be imported`} />}
      {state.step === 'ready' && state.preview.warnings.length > 0 && (
        <Message tone="warning">{state.preview.warnings.join('\n')}</Message>
      )}
    </li>
  );
}

function stepText(state: ImportFile['state'], bytes: number): string {
  if (state.step === 'failed') return formatBytes(bytes);
  if (state.step === 'uploading' && state.fraction !== undefined)
    return `${formatBytes(bytes)} · handing over, ${formatPercent(state.fraction)}`;
  return `${formatBytes(bytes)} · looking at the first rows…`;
}
