import { Select, TextInput } from '@mantine/core';
import type { FilePreview } from '../../../shared/contract/logs.js';
import { formatDateTime } from '../../ui/index.js';
import type { MappingForm } from './mappingForm.js';
import classes from './import.module.css';
import { firstTime, needsZone, readLocalTime, zoneNames } from './zones.js';

const SAME_EVENT = '\u0000same';
const NONE = '\u0000none';

interface MappingSentenceProps {
  preview: FilePreview;
  form: MappingForm;
  onChange: (change: Partial<MappingForm>) => void;
  timezone: string;
  onTimezone: (zone: string) => void;
}

interface ColumnPickerProps {
  label: string;
  columns: readonly string[];
  value: string | undefined;
  onChange: (value: string) => void;
  extra?: { value: string; label: string };
}

function ColumnPicker({ label, columns, value, onChange, extra }: ColumnPickerProps) {
  const data = [...columns.map((column) => ({ value: column, label: column })), ...(extra ? [extra] : [])];
  return (
    <Select
      label={label}
      placeholder="Choose a column"
      data={data}
      value={value ?? null}
      onChange={(next) => {
        if (next !== null) onChange(next);
      }}
      searchable={columns.length > 8}
      allowDeselect={false}
      nothingFoundMessage="No such column"
    />
  );
}

/** Who did what, when: the four questions that every row must answer. */
export function MappingSentence({ preview, form, onChange, timezone, onTimezone }: MappingSentenceProps) {
  const columns = preview.columns.map(({ name }) => name);
  const { event } = form;
  return (
    <div className={classes['sentence']}>
      <ColumnPicker label="Who" columns={columns} value={form.userId} onChange={(userId) => onChange({ userId })} />
      <div className={classes['stack']}>
        <ColumnPicker
          label="did what"
          columns={columns}
          value={event.kind === 'constant' ? SAME_EVENT : event.column}
          extra={{ value: SAME_EVENT, label: 'The same in every row' }}
          onChange={(value) =>
            onChange({ event: value === SAME_EVENT ? { kind: 'constant', name: '' } : { kind: 'column', column: value } })
          }
        />
        {event.kind === 'constant' && (
          <TextInput
            aria-label="Name of the event"
            placeholder="Order Completed"
            value={event.name}
            onChange={({ currentTarget }) => onChange({ event: { kind: 'constant', name: currentTarget.value } })}
          />
        )}
      </div>
      <div className={classes['stack']}>
        <ColumnPicker label="when" columns={columns} value={form.timestamp} onChange={(timestamp) => onChange({ timestamp })} />
        <TimeReading preview={preview} column={form.timestamp} timezone={timezone} onTimezone={onTimezone} />
      </div>
      <div className={classes['stack']}>
        <ColumnPicker
          label="Row id"
          columns={columns}
          value={form.messageId ?? NONE}
          extra={{ value: NONE, label: 'None' }}
          onChange={(value) => onChange({ messageId: value === NONE ? undefined : value })}
        />
        <p className={classes['reading']}>Rows with the same id count once, also when you import them again.</p>
      </div>
    </div>
  );
}

interface TimeReadingProps extends Pick<MappingSentenceProps, 'preview' | 'timezone' | 'onTimezone'> {
  column: string | undefined;
}

/** How the times are written, and in which zone those without one are read. */
function TimeReading({ preview, column, timezone, onTimezone }: TimeReadingProps) {
  const isGuess = column !== undefined && column === preview.mapping.timestamp;
  const style = isGuess ? preview.timestamps.style : undefined;
  if (!needsZone(preview, column)) return style ? <p className={classes['reading']}>{style}</p> : null;
  return (
    <>
      <Select
        aria-label="Time zone of the times"
        data={zoneNames()}
        value={timezone}
        onChange={(zone) => {
          if (zone) onTimezone(zone);
        }}
        searchable
        allowDeselect={false}
        limit={80}
      />
      <Reading style={style} sample={firstTime(preview, column)} timezone={timezone} />
    </>
  );
}

/** One time of the file, and the instant that it means. */
function Reading({ style, sample, timezone }: { style: string | undefined; sample: string | undefined; timezone: string }) {
  const instant = sample === undefined ? undefined : readLocalTime(sample, timezone);
  return (
    <p className={classes['reading']}>
      {style && `${style}. `}
      {instant && (
        <>
          “{sample}” will be read as <strong>{formatDateTime(instant, timezone)}</strong>
          {timezone === 'UTC' ? '.' : ` (${formatDateTime(instant, 'UTC')}).`}
        </>
      )}
    </p>
  );
}
