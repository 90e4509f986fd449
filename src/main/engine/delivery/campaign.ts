import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { JOURNEY_FORMAT, JOURNEY_VERSION } from '../../../shared/journey/schema.js';
import type { Campaign } from '../../../shared/contract/delivery.js';

/**
 * One e-mail to a segment, as the journey that it is: a schedule with one occurrence, and an e-mail. So consent, caps and quiet
 * hours hold for it as for every journey, and the two know of each other.
 * @param at UTC ms.
 */
export function campaignDraft(id: string, campaign: Campaign, at: number): JourneyDraft {
  const { name, template, subject, segment, consent } = campaign;
  const local = new Date(at).toISOString().slice(0, 23);
  return {
    format: JOURNEY_FORMAT,
    version: JOURNEY_VERSION,
    id,
    name,
    timezone: 'UTC',
    settings: { reentry: { mode: 'once' }, consent },
    nodes: [
      {
        id: 'when',
        type: 'trigger',
        position: { x: 0, y: 0 },
        config: {
          kind: 'engagement',
          on: { schedule: { at: local }, ...(segment !== undefined && { if: { segment } }) },
        },
      },
      {
        id: 'email',
        type: 'email',
        position: { x: 240, y: 0 },
        config: { template, ...(subject !== undefined && subject !== '' && { subject }) },
      },
    ],
    edges: [{ id: 'when:out', source: 'when', sourceHandle: 'out', target: 'email' }],
  };
}
