import { z } from 'zod';
import { longProcedure, procedure } from './procedure.js';

/** The path of an open project's folder; every procedure that works on a project takes it. */
export const projectHandle = z.string().min(1);

export const SAMPLE_IDS = ['corner-grocery', 'demo-shop'] as const;
export type SampleId = (typeof SAMPLE_IDS)[number];

export const projectSchema = z.object({
  /** The folder `….waypost`; the handle for further calls. */
  project: projectHandle,
  name: z.string(),
  /** Set on projects made from a sample. */
  sample: z.enum(SAMPLE_IDS).optional(),
  /** "generated data" or the source to be named, wherever the data shows. */
  dataNote: z.string().optional(),
  /** What was mended on opening ("opened from the last good state of …"), for the person to read. */
  notes: z.array(z.string()),
});
export type Project = z.infer<typeof projectSchema>;

export const recentProjectSchema = z.object({
  project: projectHandle,
  name: z.string(),
  openedAt: z.string(),
  exists: z.boolean(),
  sample: z.enum(SAMPLE_IDS).optional(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;

export const sampleSchema = z.object({
  id: z.enum(SAMPLE_IDS),
  name: z.string(),
  description: z.string(),
  dataNote: z.string(),
  events: z.number(),
  customers: z.number(),
});
export type Sample = z.infer<typeof sampleSchema>;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Where new projects are put unless another folder is chosen. */
  projectsFolder: z.string().optional(),
  /** What became of the guide to the first journey; absent: it was not begun yet. */
  guide: z.enum(['skipped', 'done']).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const projectProcedures = {
  'app.info': procedure(
    z.strictObject({}),
    z.object({ version: z.string(), host: z.enum(['desktop', 'web', 'cli']), node: z.string(), projectsFolder: z.string() }),
  ),
  'app.settings': procedure(z.strictObject({}), settingsSchema),
  'app.saveSettings': procedure(settingsSchema, settingsSchema),
  'projects.samples': procedure(z.strictObject({}), z.array(sampleSchema)),
  'projects.recent': procedure(z.strictObject({}), z.array(recentProjectSchema)),
  'projects.forget': procedure(z.strictObject({ project: projectHandle }), z.null()),
  /** Makes `<folder>/<name>.waypost`; the folder defaults to the projects folder. Refuses a folder that exists. */
  'projects.create': procedure(
    z.strictObject({ name: z.string().min(1).max(120), folder: z.string().optional() }),
    projectSchema,
  ),
  'projects.open': procedure(z.strictObject({ project: projectHandle }), projectSchema),
  /** Opens the person's own copy of a sample, made on first use. `fresh` starts over with a new copy. */
  'projects.openSample': longProcedure(
    z.strictObject({ sample: z.enum(SAMPLE_IDS), fresh: z.boolean().optional() }),
    projectSchema,
  ),
  'projects.close': procedure(z.strictObject({ project: projectHandle }), z.null()),
};
