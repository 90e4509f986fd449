import { z } from 'zod';

/** What the desktop's window can ask its host for, beside the engine. Both ends parse what crosses with these schemas. */

export const saveFileSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  mimeType: z.string().max(100),
  content: z.union([z.string(), z.instanceof(Uint8Array)]),
});
export type SaveFileRequest = z.infer<typeof saveFileSchema>;

export const savePdfSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  /** A page of ours; it is shown without scripts and without a network. */
  html: z.string(),
});
export type SavePdfRequest = z.infer<typeof savePdfSchema>;

/** What became of it: not saved means that the person changed their mind, unless a problem says otherwise. */
export const saveFileAnswerSchema = z.object({ saved: z.boolean(), problem: z.string().optional() });
export type SaveFileAnswer = z.infer<typeof saveFileAnswerSchema>;

/** What the application menu asks the page to do. */
export const HOST_COMMANDS = [
  'newProject',
  'openProject',
  'importData',
  'importJourney',
  'exportJourney',
  'undo',
  'redo',
  'simulate',
  'commandPalette',
  'settings',
  'shortcuts',
] as const;
export const hostCommandSchema = z.enum(HOST_COMMANDS);
export type HostCommand = z.infer<typeof hostCommandSchema>;
