import { EngineError } from '../../../shared/contract/error.js';
import type { DeliverySettings } from '../../../shared/delivery/settings.js';
import { emailIdOf, type MessageKey } from '../../../shared/delivery/outbox.js';
import type { MessageLinks, RenderedMessage } from '../../../shared/email/message.js';
import type { MessageMoment } from '../../../shared/email/moments.js';
import { neededByLiquid, unitedColumns } from '../../../shared/email/needs.js';
import type { EmailSettings } from '../../../shared/email/template.js';
import { messageValues } from '../../../shared/email/values.js';
import type { Condition } from '../../../shared/condition/schema.js';
import { segmentsUsed } from '../../../shared/journey/check/segments.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { neededColumns, type EventLog, type LogColumns } from '../../../shared/simulation/index.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import { unsubscribeParts } from '../delivery/unsubscribe.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { everySegment } from '../simulations/protocol.js';
import type { FinishedRun, Simulator } from '../simulations/simulator.js';
import type { CompiledTemplate, RenderOptions } from './renderer.js';

/** What a text must say of itself for its values to be read. */
export type Readable = Pick<CompiledTemplate, 'words' | 'blocks'>;

/** A step of a run's journeys (or one of its variants, else -1), by places, with what its messages are written by. */
export interface Step<Template extends Readable = CompiledTemplate> {
  journey: number;
  node: number;
  variant: number;
  template: Template;
}

type Project = Pick<ProjectSession, 'store' | 'log' | 'logs'>;

/** The columns of the log that templates may name. */
export async function templateColumns({ log }: Pick<Project, 'log'>, templates: readonly Readable[]): Promise<LogColumns> {
  const { properties, traits } = await log.summary();
  const present = { properties: properties.map(({ name }) => name), traits: traits.map(({ name }) => name) };
  return unitedColumns(...templates.map(({ words }) => neededByLiquid(words, present)));
}

/** The columns that the conditions of blocks read. */
export function blockColumns(templates: readonly Readable[], segments: Readonly<Record<string, Condition>>): LogColumns {
  // A condition is looked through for the columns that it names as a segment is.
  const all = templates.flatMap(({ blocks }) => blocks.map(({ condition }) => condition));
  return neededColumns([], { ...segments, ' blocks': { all } }, false);
}

/** @throws EngineError `invalid` for a block that asks for a segment that is not there. */
export function requireSegments(templates: readonly Readable[], segments: Readonly<Record<string, Condition>>): void {
  for (const { condition } of templates.flatMap(({ blocks }) => blocks))
    for (const id of segmentsUsed(condition))
      if (!Object.hasOwn(segments, id))
        throw new EngineError(
          'invalid',
          `A block of the template asks for the segment "${id}", which the project does not have.`,
        );
}

/** Reads what messages of a run say, and nothing that came later. */
export class Letters<Template extends Readable = CompiledTemplate> {
  private constructor(
    private readonly simulator: Simulator,
    private readonly run: Pick<FinishedRun, 'spec' | 'constants'>,
    private readonly log: EventLog,
    private readonly steps: readonly Step<Template>[],
    private readonly columns: LogColumns,
  ) {}

  /** @throws EngineError `notFound` when the log has changed since the run; `cancelled`. */
  static async open<Template extends Readable>(
    { log, logs }: Project,
    simulator: Simulator,
    run: Pick<FinishedRun, 'spec' | 'constants' | 'log'>,
    steps: readonly Step<Template>[],
    call: Call,
  ): Promise<Letters<Template>> {
    const templates = [...new Set(steps.map(({ template }) => template))];
    const { journeys, segmentsOf, responses } = run.spec;
    for (const { template, journey } of steps) requireSegments([template], segmentsOf?.[journey] ?? run.spec.segments);
    const segments = everySegment(run.spec);
    const columns = await templateColumns({ log }, templates);
    const own = neededColumns(journeys, segments, responses.mode === 'history');
    const loaded = await logs.load(unitedColumns(own, columns, blockColumns(templates, segments)), call.signal);
    if (logs.generationOf(loaded) !== logs.generationOf(run.log))
      throw new EngineError('notFound', 'The log has changed since that simulation. Simulate again.');
    return new Letters(simulator, run, loaded, steps, columns);
  }

  /** The messages of some customers, in no order. @throws EngineError `cancelled`. */
  of(customers: readonly number[], call: Call): Promise<MessageMoment[]> {
    const steps = this.steps.map(({ template, ...place }) => ({
      ...place,
      blocks: template.blocks.map(({ condition }) => condition),
    }));
    return this.simulator.moments(this.run, this.log, { steps, columns: this.columns, customers }, call);
  }

  /** The template by which a message is written. */
  templateOf({ journey, node, variant }: MessageMoment): Template | undefined {
    return this.steps.find((step) => step.journey === journey && step.node === node && step.variant === variant)?.template;
  }

  /** The key of a message by which it is known for ever. */
  keyOf({ journey, node, customer, entry, count }: MessageMoment): MessageKey {
    return messageKey(this.run.spec.journeys, this.log, { journey, node, customer, entry, count });
  }
}

function messageKey(
  journeys: readonly Journey[],
  log: EventLog,
  { journey, node, customer, entry, count }: Pick<MessageMoment, 'journey' | 'node' | 'customer' | 'entry' | 'count'>,
): MessageKey {
  const owner = journeys[journey];
  return {
    journey: owner?.id ?? '',
    node: owner?.nodes[node]?.id ?? '',
    userId: stringAt(log.customerIds, customer),
    entry,
    count,
  };
}

/** What all messages of a project have in common. */
export interface Common {
  settings: EmailSettings;
  delivery: DeliverySettings;
}

export function commonOf({ store }: Pick<Project, 'store'>): Common {
  return { settings: store.templates.settings(), delivery: store.delivery.settings() };
}

/** The addresses that belong to a message itself. */
export function linksOf({ delivery }: Common, key: MessageKey): MessageLinks {
  return { unsubscribe: unsubscribeParts(delivery, emailIdOf(key)).link };
}

/** What a moment says, whether it belongs to a run or not. */
export type Sayable = Pick<MessageMoment, 'values' | 'shown' | 'time' | 'zone'>;

/**
 * Writes a message. Previews, checks and real sending all come through here, so that they write the same bytes.
 * @throws EngineError `invalid` when Liquid fails on the recipient's values.
 */
export function written(
  template: CompiledTemplate,
  { values, shown, time, zone }: Sayable,
  { settings, delivery }: Common,
  links: MessageLinks,
  options?: RenderOptions,
): RenderedMessage {
  const sender = { ...settings.sender, name: settings.sender.name || delivery.from.name };
  return template.render({ values: messageValues(values, { ...settings, sender }, links), shown, time, zone }, options);
}
