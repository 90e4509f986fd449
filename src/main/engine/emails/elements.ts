import { z } from 'zod';
import type { MjmlElement } from '../../../shared/contract/emails.js';
import { loadMjml } from './mjml.js';

/** What is read of MJML's own list of elements. */
const presetSchema = z.object({
  components: z.array(z.object({ componentName: z.string(), allowedAttributes: z.record(z.string(), z.unknown()).optional() })),
  dependencies: z.record(z.string(), z.array(z.unknown())),
});

/** The elements of MJML with their attributes and what may stand in them, as the MJML that compiles templates has it. */
export async function mjmlElements(): Promise<MjmlElement[]> {
  const { components, dependencies } = presetSchema.parse((await loadMjml()).preset);
  return components.map(({ componentName: tag, allowedAttributes = {} }) => ({
    tag,
    attributes: Object.keys(allowedAttributes).sort(),
    children: (dependencies[tag] ?? []).filter((child) => typeof child === 'string'),
  }));
}
