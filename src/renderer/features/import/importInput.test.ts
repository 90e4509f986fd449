import { describe, expect, it } from 'vitest';
import { importInputSchema, type FilePreview } from '../../../shared/contract/logs.js';
import { customersFormOf, traitNames } from './customersForm.js';
import { importFaults, importInputOf, type ImportAnswers } from './importInput.js';
import { formOf } from './mappingForm.js';
import type { ImportFile } from './useImportFiles.js';

function preview(kind: FilePreview['kind'], columns: string[], part: Partial<FilePreview> = {}): FilePreview {
  return {
    path: `/tmp/${kind}.csv`,
    fileName: `${kind}.csv`,
    bytes: 1,
    format: 'csv',
    gzipped: false,
    encoding: 'utf-8',
    kind,
    warnings: [],
    rows: [columns],
    columns: columns.map((name) => ({ name, type: 'string', empty: 0, samples: [] })),
    mapping: {},
    timestamps: { style: 'local time without offset', needsZone: true },
    ...part,
  };
}

function ready(id: number, file: FilePreview): ImportFile {
  return { id, name: file.fileName, bytes: 1, role: file.kind, state: { step: 'ready', preview: file } };
}

const events = preview('events', ['uid', 'what', 'at'], { mapping: { userId: 'uid', event: 'what', timestamp: 'at' } });
const customers = preview('customers', ['uid', 'zip'], { mapping: { userId: 'uid' } });

function answers(part: Partial<ImportAnswers> = {}): ImportAnswers {
  return {
    project: '/p.waypost',
    files: [ready(1, events)],
    mapping: formOf(events),
    customers: undefined,
    timezone: 'Europe/Berlin',
    replace: false,
    ...part,
  };
}

describe('what is asked of the engine', () => {
  it('holds the answers and nothing else', () => {
    expect(importInputOf(answers())).toEqual({
      project: '/p.waypost',
      events: ['/tmp/events.csv'],
      replace: false,
      mapping: { userId: 'uid', event: 'what', timestamp: 'at' },
      timezone: 'Europe/Berlin',
    });
  });

  it('takes customers along, alone too', () => {
    const withTypes = { ...customersFormOf(customers), types: { zip: 'string', age: 'auto' } as const };
    const input = importInputOf(answers({ files: [ready(2, customers)], mapping: undefined, customers: withTypes }));
    expect(importInputSchema.parse(input)).toEqual({
      project: '/p.waypost',
      events: [],
      replace: false,
      customers: '/tmp/customers.csv',
      customerIdColumn: 'uid',
      types: { zip: 'string' },
    });
  });

  it('names no zone where the times carry their own', () => {
    const zoned = { ...events, timestamps: { style: 'ISO 8601 with offset', needsZone: false } };
    expect(importInputOf(answers({ files: [ready(1, zoned)] }))).not.toHaveProperty('timezone');
  });

  it('waits for what is missing', () => {
    expect(importFaults(answers({ files: [] }))).toHaveLength(1);
    expect(importFaults(answers({ files: [ready(1, { ...events, rows: [] })] }))).toEqual([
      'Leave out events.csv: it has no rows.',
    ]);
    expect(importFaults(answers({ files: [{ ...ready(1, events), state: { step: 'reading' } }] }))).toEqual([
      'Wait until every file was looked at.',
    ]);
    expect(importFaults(answers({ files: [ready(1, customers), ready(2, customers)] }))).toEqual([
      expect.stringContaining('Only one file of customers'),
    ]);
    expect(
      importInputOf(answers({ files: [{ ...ready(1, events), state: { step: 'failed', error: new Error('no') } }] })),
    ).toBeUndefined();
  });

  it('refuses a second file that lacks a column of the first', () => {
    const other = preview('events', ['uid', 'what', 'when'], { path: '/tmp/b.csv', fileName: 'b.csv' });
    expect(importFaults(answers({ files: [ready(1, events), ready(2, other)] }))).toEqual([
      expect.stringContaining('b.csv has no column “at”'),
    ]);
  });
});

describe('traits', () => {
  it('are all columns but the id, or what the objects keep apart', () => {
    expect(traitNames(customers, 'uid')).toEqual(['zip']);
    const segment = preview('customers', ['type', 'userId', 'traits.email', 'traits.zip'], { format: 'ndjson' });
    expect(traitNames(segment, 'userId')).toEqual(['email', 'zip']);
  });
});
