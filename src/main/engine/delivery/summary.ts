import type { ActivationSummary } from '../../../shared/contract/delivery.js';
import type { Activation } from '../../../shared/delivery/activation.js';
import { journeyDraftSchema } from '../../../shared/journey/schema.js';
import { nodeTitle } from '../../../shared/journey/words/node.js';
import type { ProjectStore } from '../../store/project/index.js';
import { editedContents } from './contents.js';

/** How a live journey or a single e-mail stands, and what of it was edited since it took that along. @param now UTC ms. */
export function summaryOf(store: ProjectStore, activation: Activation, now: number): ActivationSummary {
  const { journey, kind, name, status, activatedAt, versions } = activation;
  return {
    journey,
    kind,
    name,
    status,
    activatedAt,
    begun: activatedAt <= now,
    versions: versions.map(({ from, revision }) => ({ from, revision })),
    steps: Object.fromEntries(versions.flatMap(({ draft }) => draft.nodes.map((node) => [node.id, nodeTitle(node)]))),
    ...editedParts(store, activation),
    messages: Object.fromEntries(store.outbox.counts(journey).map((each) => [each.status, each.messages])),
  };
}

type EditedParts = Pick<ActivationSummary, 'edited' | 'editedTemplates' | 'editedSegments'>;

function editedParts(store: ProjectStore, { journey, kind, status, versions }: Activation): EditedParts {
  const latest = versions[versions.length - 1];
  const stored = kind === 'journey' && store.journeys.has(journey) ? store.journeys.get(journey).draft : undefined;
  const edited = stored !== undefined && JSON.stringify(journeyDraftSchema.parse(latest?.draft)) !== JSON.stringify(stored);
  if (!latest || status === 'ended') return { edited, editedTemplates: [], editedSegments: [] };
  const { templates, segments } = editedContents(store, latest);
  const names = new Map(store.segments.list().map(({ id, name }) => [id, name]));
  return {
    edited,
    editedTemplates: templates.map((id) => store.templates.find(id)?.name ?? id),
    editedSegments: segments.map((id) => names.get(id) ?? id),
  };
}
