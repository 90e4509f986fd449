import { z } from 'zod';
import { scalarSchema } from '../condition/comparison.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

export const FILE_FORMATS = ['csv', 'ndjson', 'json', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const PROPERTY_TYPES = ['auto', 'string', 'number', 'boolean'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** Where the fields of an event are in a file (command line: `MAPPING.json`). */
export const mappingSchema = z.strictObject({
  userId: z.string(),
  event: z.union([
    z.string(),
    z.strictObject({
      column: z.string(),
      /** What the file's names are called in Waypost; others stay as they are. */
      names: z.record(z.string(), z.string()).optional(),
    }),
    /** Every row is this event. */
    z.strictObject({ constant: z.string() }),
  ]),
  timestamp: z.string(),
  messageId: z.string().optional(),
  /** Property name → column, with a forced type. Without it every unmapped column is a property of its own name. */
  properties: z
    .record(z.string(), z.union([z.string(), z.strictObject({ column: z.string(), type: z.enum(PROPERTY_TYPES).optional() })]))
    .optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;

export const columnPreviewSchema = z.object({
  name: z.string(),
  /** What its values look like. */
  type: z.enum(['string', 'number', 'boolean', 'timestamp', 'mixed', 'empty']),
  /** Share of empty cells in the sample, 0 … 1. */
  empty: z.number(),
  samples: z.array(z.string()),
});
export type ColumnPreview = z.infer<typeof columnPreviewSchema>;

export const filePreviewSchema = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  format: z.enum(FILE_FORMATS),
  gzipped: z.boolean(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'latin-1']),
  columns: z.array(columnPreviewSchema),
  /** The first rows as text, by column; `null` is an empty cell. */
  rows: z.array(z.array(z.string().nullable())),
  kind: z.enum(['events', 'customers']),
  /** The guess; absent where a column for a field cannot be told. */
  mapping: mappingSchema.partial(),
  /** The known source whose header this is ("Segment", "GA4 export", …), if any. */
  knownFormat: z.string().optional(),
  timestamps: z.object({
    /** How the times are written, in words: "ISO 8601 with offset", "epoch seconds", "local time without offset". */
    style: z.string(),
    /** Whether a zone must be chosen for them. */
    needsZone: z.boolean(),
  }),
  warnings: z.array(z.string()),
});
export type FilePreview = z.infer<typeof filePreviewSchema>;

export const importInputSchema = z.strictObject({
  project: projectHandle,
  events: z.array(z.string()),
  customers: z.string().optional(),
  format: z.enum(FILE_FORMATS).optional(),
  mapping: mappingSchema.optional(),
  /** The userId column of the customers file, where it is not `userId`. */
  customerIdColumn: z.string().optional(),
  /** IANA zone of timestamps without an offset; UTC when absent. */
  timezone: z.string().optional(),
  /** Column → forced type. */
  types: z.record(z.string(), z.enum(PROPERTY_TYPES)).optional(),
  /** Replaces the log instead of adding to it. */
  replace: z.boolean().optional(),
});
export type ImportInput = z.infer<typeof importInputSchema>;

/** What an import did (command line: `import --json`). */
export const importReportSchema = z.object({
  read: z.number(),
  imported: z.number(),
  duplicates: z.number(),
  rejected: z.number(),
  rejectedFile: z.string().nullable(),
  customers: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  events: z.record(z.string(), z.number()),
  properties: z.record(z.string(), z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const rejectedRowSchema = z.object({ file: z.string(), line: z.number(), reason: z.string(), row: z.string() });
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

export const logSummarySchema = z.object({
  events: z.number(),
  customers: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Most frequent first. */
  eventNames: z.array(z.object({ name: z.string(), count: z.number() })),
  properties: z.array(z.object({ name: z.string(), type: z.string() })),
  traits: z.array(z.object({ name: z.string(), type: z.string() })),
});
export type LogSummary = z.infer<typeof logSummarySchema>;

export const valueCountSchema = z.object({ value: scalarSchema, count: z.number() });

const inProject = { project: projectHandle };

export const logProcedures = {
  /** Looks at the head of a file and guesses what it is. Never reads it whole. */
  'logs.preview': procedure(z.strictObject({ path: z.string() }), filePreviewSchema),
  'logs.import': longProcedure(importInputSchema, importReportSchema),
  'logs.summary': procedure(z.strictObject(inProject), logSummarySchema),
  'logs.rejected': procedure(
    z.strictObject({ ...inProject, offset: z.number(), limit: z.number().max(1000) }),
    z.object({ total: z.number(), rows: z.array(rejectedRowSchema), file: z.string().nullable() }),
  ),
  /** The most frequent values of a property (of one event, if named) that contain `search`. */
  'logs.propertyValues': procedure(
    z.strictObject({
      ...inProject,
      property: z.string(),
      event: z.string().optional(),
      search: z.string().optional(),
      limit: z.number().max(200),
    }),
    z.array(valueCountSchema),
  ),
  'logs.traitValues': procedure(
    z.strictObject({ ...inProject, trait: z.string(), search: z.string().optional(), limit: z.number().max(200) }),
    z.array(valueCountSchema),
  ),
  'logs.findCustomers': procedure(
    z.strictObject({ ...inProject, search: z.string(), limit: z.number().max(200) }),
    z.array(z.object({ userId: z.string(), events: z.number() })),
  ),
  /** Read-only SQL over the views `events` and `customers`. At most 10 000 rows. */
  'logs.sql': longProcedure(
    z.strictObject({ ...inProject, sql: z.string() }),
    z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.union([scalarSchema, z.null()]))), truncated: z.boolean() }),
  ),
};
