import { z } from 'zod';

/** What can be measured in the engine, and what in a window. */
export const ENGINE_GROUPS = ['import', 'warm', 'large', 'edit', 'cold', 'workers', 'memory', 'scale'] as const;
export const RENDERING_GROUPS = ['rendering'] as const;
export const SENDING_GROUPS = ['sending'] as const;
export const WINDOW_GROUPS = ['browser', 'canvas', 'desktop'] as const;

/** What the engine's part is told. */
export const engineOptionsSchema = z.strictObject({
  events: z.int().min(1000),
  rounds: z.int().min(1),
  /** Sizes of the logs on which the cost of an event is compared. */
  sizes: z.array(z.int()).min(1),
  /** Where generated logs are kept, and where projects are made for a while. */
  folder: z.string(),
  /** Waypost's `resources/`. */
  resources: z.string(),
  groups: z.array(z.enum(ENGINE_GROUPS)),
});
export type EngineOptions = z.infer<typeof engineOptionsSchema>;
