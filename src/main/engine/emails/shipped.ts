import type { JourneyDraft } from '../../../shared/journey/schema.js';
import type { ProjectStore } from '../../store/project/index.js';
import { readStarters } from './starters.js';
import { templatesNamed } from './uses.js';

/**
 * Puts templates that ship into a project where a journey that comes into it names them and they are missing: recipes and samples bring
 * their e-mails along.
 * @returns whether any was added.
 */
export function addShippedTemplates(
  { templates }: Pick<ProjectStore, 'templates'>,
  resourcesFolder: string,
  { nodes }: Pick<JourneyDraft, 'nodes'>,
): boolean {
  const named = nodes.flatMap(templatesNamed).map(({ template }) => template);
  const missing = [...new Set(named)].filter((id) => templates.find(id) === undefined);
  if (missing.length === 0) return false;
  const shipped = readStarters(resourcesFolder).filter(({ id }) => missing.includes(id));
  for (const { id, name, mjml } of shipped) templates.create({ id, name, mjml, text: null });
  return shipped.length > 0;
}
