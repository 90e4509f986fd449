import { randomUUID } from 'node:crypto';
import { EngineError } from '../../../shared/contract/error.js';
import type { DeliveryChange } from '../../../shared/contract/delivery.js';
import type { Activation, ActiveVersion } from '../../../shared/delivery/activation.js';
import { instantOf } from '../simulations/period.js';
import type { ProjectStore } from '../../store/project/index.js';
import { campaignDraft } from './campaign.js';
import { currentContents } from './contents.js';

type Store = Pick<ProjectStore, 'journeys' | 'delivery' | 'templates' | 'segments' | 'contents'>;

/** A change worked out, but not made: the activations as they would be. */
export interface Proposal {
  journey: string;
  activations: Activation[];
  changed: Activation;
  /** The activation as it is, where there is one. */
  before: Activation | undefined;
}

/**
 * What a change would make of the activations. @param now UTC ms.
 * @throws EngineError `notFound`, `conflict` when the journey is not in a state for it, `invalid` for an instant that cannot be read.
 */
export function propose(store: Store, change: DeliveryChange, now: number): Proposal {
  const activations = store.delivery.activations();
  const changed = change.kind === 'campaign' ? campaign(store, change, now) : journeyChange(store, activations, change, now);
  const before = activations.find(({ journey }) => journey === changed.journey);
  const others = activations.filter(({ journey }) => journey !== changed.journey);
  return {
    journey: changed.journey,
    changed,
    before,
    activations: before ? replaced(activations, changed) : [...others, changed],
  };
}

function replaced(activations: readonly Activation[], changed: Activation): Activation[] {
  return activations.map((each) => (each.journey === changed.journey ? changed : each));
}

function campaign(store: Store, { campaign: wanted }: Extract<DeliveryChange, { kind: 'campaign' }>, now: number): Activation {
  const at = wanted.at === undefined ? now : instantOf(wanted.at);
  const journey = `campaign-${randomUUID().slice(0, 8)}`;
  const draft = campaignDraft(journey, wanted, at);
  const base = { journey, kind: 'campaign' as const, name: wanted.name, status: 'active' as const };
  return {
    ...base,
    activatedAt: at,
    changedAt: now,
    versions: [{ from: at, revision: 0, draft, contents: currentContents(store, draft) }],
  };
}

function journeyChange(
  store: Store,
  activations: readonly Activation[],
  change: Exclude<DeliveryChange, { kind: 'campaign' }>,
  now: number,
): Activation {
  const active = activations.find(({ journey }) => journey === change.journey);
  if (change.kind === 'activate') return activated(store, active, change, now);
  if (!active) throw new EngineError('notFound', `The journey "${change.journey}" is not active.`);
  if (active.status === 'ended') throw new EngineError('conflict', `“${active.name}” has ended. Activate it again first.`);
  switch (change.kind) {
    case 'pause':
      return { ...active, status: 'paused', changedAt: now };
    case 'resume':
      return { ...active, status: 'active', changedAt: now };
    case 'stop':
      return ended(active, now);
    case 'update':
      return updated(store, active, change.moveInside, now);
    case 'renew':
      return renewed(store, active, change.moveInside, now);
  }
}

function activated(
  store: Store,
  earlier: Activation | undefined,
  { journey, at }: Extract<DeliveryChange, { kind: 'activate' }>,
  now: number,
): Activation {
  const { draft, revision } = store.journeys.get(journey);
  if (earlier && earlier.status !== 'ended') throw new EngineError('conflict', `“${draft.name}” is active already.`);
  const from = at === undefined ? now : instantOf(at);
  // Entries of an earlier time keep their numbers, so that nobody gets a message of theirs twice.
  const versions = [...(earlier?.versions ?? []), { from, revision, draft, contents: currentContents(store, draft) }];
  return {
    journey,
    kind: 'journey',
    name: draft.name,
    status: 'active',
    activatedAt: earlier?.activatedAt ?? from,
    changedAt: now,
    versions,
  };
}

/** Nothing falls due from now on. */
export function ended(active: Activation, now: number): Activation {
  const versions = active.versions.map((version) => (version.until === undefined ? { ...version, until: now } : version));
  return { ...active, status: 'ended', changedAt: now, versions };
}

function updated(store: Store, active: Activation, moveInside: boolean, now: number): Activation {
  const { draft, revision } = store.journeys.get(active.journey);
  const past = active.versions.filter(({ until }) => until !== undefined);
  const current = active.versions.filter(({ until }) => until === undefined);
  const from = moveInside ? (current[0]?.from ?? now) : since(active, now);
  const kept = moveInside ? past : active.versions;
  const latest = active.versions[active.versions.length - 1];
  return {
    ...active,
    name: draft.name,
    changedAt: now,
    versions: [...kept, { from, revision, draft, contents: currentContents(store, draft, latest?.contents) }],
  };
}

/** From when on entries begin on a further version: not before the journey is live at all. */
function since({ versions }: Activation, now: number): number {
  return Math.max(now, versions[versions.length - 1]?.from ?? now);
}

/** The same journey with the templates and segments as they are now. */
function renewed(store: Store, active: Activation, moveInside: boolean, now: number): Activation {
  const renew = (version: ActiveVersion): ActiveVersion => ({
    ...version,
    contents: currentContents(store, version.draft, version.contents),
  });
  const { versions } = active;
  const latest = versions[versions.length - 1];
  const next = moveInside
    ? versions.map((version) => (version.until === undefined ? renew(version) : version))
    : [...versions, ...(latest ? [renew({ ...latest, from: since(active, now) })] : [])];
  return { ...active, changedAt: now, versions: next };
}
