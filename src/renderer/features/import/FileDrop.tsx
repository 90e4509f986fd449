import { Dropzone } from '@mantine/dropzone';
import { IconFileImport } from '@tabler/icons-react';
import classes from './import.module.css';

/** Where files are dropped or chosen. `compact` once there are some. */
export function FileDrop({ onFiles, compact }: { onFiles: (files: File[]) => void; compact: boolean }) {
  return (
    <Dropzone
      onDrop={onFiles}
      className={classes['drop'] ?? ''}
      data-compact={compact || undefined}
      inputProps={{ 'aria-label': 'Files to import' }}
      useFsAccessApi={false}
    >
      <div className={classes['dropInner']}>
        <IconFileImport size={compact ? 18 : 28} stroke={1.5} aria-hidden />
        <div>
          <p className={classes['dropTitle']}>{compact ? 'Add more files' : 'Drop files here, or choose them'}</p>
          <p className={classes['dropText']}>
            {compact
              ? 'Further parts of the log, or your customers.'
              : 'A log of events – what customers did – and, if you have one, a file of customers. CSV, NDJSON, JSON or Parquet, also gzipped.'}
          </p>
        </div>
      </div>
    </Dropzone>
  );
}
