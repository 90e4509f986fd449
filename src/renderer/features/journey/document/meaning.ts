import type { JourneyDraft } from '../../../../shared/journey/schema.js';

/**
 * Whether two drafts could be simulated differently. Places, names and stages of steps mean nothing to a run; drafts share what
 * did not change, so that comparing identities is enough.
 */
export function meansOther(before: JourneyDraft, after: JourneyDraft): boolean {
  if (before === after) return false;
  if (before.edges !== after.edges || before.settings !== after.settings || before.timezone !== after.timezone) return true;
  if (before.nodes === after.nodes) return false;
  return (
    before.nodes.length !== after.nodes.length ||
    before.nodes.some((node, index) => {
      const other = after.nodes[index];
      return other === undefined || node.id !== other.id || node.type !== other.type || node.config !== other.config;
    })
  );
}
