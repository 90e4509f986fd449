import { createHash } from 'node:crypto';
import type { EditedTemplate, Recipients, RECIPIENT_FILTERS, RECIPIENT_ORDERS } from '../../../shared/contract/emails.js';
import type { MessageSource } from '../../../shared/email/template.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { madeOnce } from '../made-once.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import type { KeptRun } from '../simulations/runs.js';
import { blockWords, namesOfSegments } from './blocks.js';
import { commonOf, type Step } from './letters.js';
import type { Tools } from './preview.js';
import { reviewed, type LookedAt, type Review } from './review.js';
import { editedSource, emailSteps, sourceOfStep, type StepPlace } from './sources.js';

/** Which messages of a run: those of the steps that name a template, or of one of them. */
export interface ReviewRequest {
  template: string;
  step?: { journey: string; node: string } | undefined;
  /** The template as it is being edited. */
  edited?: EditedTemplate | undefined;
}

/** Looks that are kept by run: a person goes back and forth between a few templates. */
const MOST_KEPT = 4;

/** Looks at the messages of runs as they would be written; remembered as long as run and template stay. */
export class Reviews {
  private readonly kept = new WeakMap<KeptRun, Map<string, Promise<Review>>>();

  constructor(private readonly tools: Tools) {}

  /** @throws EngineError `invalid` where the template has a fault; `cancelled`. */
  async of(
    session: ProjectSession,
    kept: KeptRun,
    request: ReviewRequest,
    call: Call,
  ): Promise<{ steps: Step[]; review: Review }> {
    const { steps, sources } = await this.steps(session, kept, request);
    const key = createHash('sha256')
      .update(JSON.stringify([sources, steps.map(({ template: _, ...place }) => place), commonOf(session)]))
      .digest('hex');
    const known = this.kept.get(kept) ?? new Map<string, Promise<Review>>();
    this.kept.set(kept, known);
    const review = await madeOnce(
      () => known.get(key),
      (making) => {
        known.delete(key);
        known.set(key, making);
        const [oldest] = known.keys();
        if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
      },
      () => reviewed(session, this.tools.simulator, kept.run, steps, call),
      call.signal,
    );
    return { steps, review };
  }

  /** What the steps of a run send that are asked about. @throws EngineError `invalid` where the template is gone. */
  sources(session: ProjectSession, { run: { journeys } }: KeptRun, request: ReviewRequest): MessageSource[] {
    return placesOf(journeys, request).map((place) => sourceAt(session, journeys, place, request));
  }

  private async steps(
    session: ProjectSession,
    kept: KeptRun,
    request: ReviewRequest,
  ): Promise<{ steps: Step[]; sources: MessageSource[] }> {
    const places = placesOf(kept.run.journeys, request);
    const sources = this.sources(session, kept, request);
    const compiled = await Promise.all(sources.map((source) => this.tools.compiled.get(source, request.template)));
    const steps = places.flatMap(({ journey, node, variant }, place) => {
      const own = compiled[place];
      return own ? [{ journey, node, variant, template: own }] : [];
    });
    return { steps, sources };
  }
}

function placesOf(journeys: readonly Journey[], { template, step }: ReviewRequest): StepPlace[] {
  return emailSteps(journeys).filter((place) => {
    const journey = journeys[place.journey];
    const here = step === undefined || (journey?.id === step.journey && journey.nodes[place.node]?.id === step.node);
    return here && place.template === template;
  });
}

function sourceAt(
  { store }: ProjectSession,
  journeys: readonly Journey[],
  place: StepPlace,
  { edited }: ReviewRequest,
): MessageSource {
  return edited ? editedSource(journeys, place, edited) : sourceOfStep(store, journeys, place);
}

export interface RecipientsQuery {
  filter: (typeof RECIPIENT_FILTERS)[number];
  order: (typeof RECIPIENT_ORDERS)[number];
  offset: number;
  limit: number;
}

const FILTERS: Record<RecipientsQuery['filter'], (row: LookedAt) => boolean> = {
  all: () => true,
  missing: ({ missing }) => missing.length > 0,
  empty: ({ empty }) => empty.length > 0,
  failed: ({ failure }) => failure !== '',
};

/** A page of the messages that were looked at. Those of one length keep the order of time. */
export function recipientsPage(
  { steps, review }: { steps: readonly Step[]; review: Review },
  { filter, order, offset, limit }: RecipientsQuery,
  segmentNames: Readonly<Record<string, string>>,
): Recipients {
  const rows = review.rows.filter(FILTERS[filter]);
  if (order === 'longestSubject') rows.sort((a, b) => b.subject.length - a.subject.length);
  if (order === 'largest') rows.sort((a, b) => b.bytes - a.bytes);
  const count = (kind: RecipientsQuery['filter']): number => review.rows.filter(FILTERS[kind]).length;
  const blocks = blockWords(steps[0]?.template.blocks ?? [], namesOfSegments(segmentNames));
  return {
    total: rows.length,
    rows: rows.slice(offset, offset + limit),
    looked: review.rows.length,
    messages: review.messages,
    counts: { missing: count('missing'), empty: count('empty'), failed: count('failed') },
    blocks: blocks.map((block, place) => ({ ...block, seen: review.rows.filter(({ shown }) => shown[place]).length })),
  };
}
