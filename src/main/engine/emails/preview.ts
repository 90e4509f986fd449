import { EngineError } from '../../../shared/contract/error.js';
import type { EditedTemplate, EmailPreview, PreviewSubject } from '../../../shared/contract/emails.js';
import type { MessageKey } from '../../../shared/delivery/outbox.js';
import type { MessageLinks, RenderedMessage } from '../../../shared/email/message.js';
import { loneMoments } from '../../../shared/email/moments.js';
import { unitedColumns } from '../../../shared/email/needs.js';
import type { MessageSource } from '../../../shared/email/template.js';
import { logPeriod, MESSAGE_OUTCOMES, neededColumns } from '../../../shared/simulation/index.js';
import { columnReader } from '../../../shared/simulation/values.js';
import { segmentNamesOf, segmentsOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { findCustomer } from '../simulations/filter.js';
import type { FinishedRun, Simulator } from '../simulations/simulator.js';
import { blockWords, namesOfSegments } from './blocks.js';
import type { CompiledTemplates } from './cache.js';
import {
  blockColumns,
  commonOf,
  Letters,
  linksOf,
  requireSegments,
  templateColumns,
  written,
  type Common,
  type Sayable,
} from './letters.js';
import type { CompiledTemplate } from './renderer.js';
import { editedSource, emailSteps, sourceOfStep, type StepPlace } from './sources.js';

export interface PreviewRequest {
  subject: PreviewSubject;
  template: string | undefined;
  edited: EditedTemplate | undefined;
  marks: boolean;
  /** Whether elements of the HTML name their places in the MJML (`wp-at-120`). */
  places?: boolean | undefined;
}

export interface Tools {
  simulator: Simulator;
  compiled: CompiledTemplates;
}

/** A message as its recipient gets it, with what a person wants to know beside it. @throws EngineError as `emails.preview` says. */
export async function previewOf(
  session: ProjectSession,
  tools: Tools,
  request: PreviewRequest,
  call: Call,
): Promise<EmailPreview> {
  const { template, source, said, about, message, links } = await previewed(session, tools, request, call);
  const blocks = blockWords(template.blocks, namesOfSegments(segmentNamesOf(session)));
  const placed = request.places ? await tools.compiled.get(source, 'being edited', { places: true }) : template;
  const { html } = placed === template ? message : written(placed, said, commonOf(session), links, { marks: request.marks });
  return {
    ...message,
    html,
    ...about,
    time: new Date(said.time).toISOString(),
    blocks: blocks.map((block, place) => ({ ...block, shown: said.shown[place] ?? false })),
    bytes: Buffer.byteLength(message.html),
  };
}

interface Previewed {
  template: CompiledTemplate;
  source: MessageSource;
  links: MessageLinks;
  said: Sayable;
  message: RenderedMessage;
  about: Pick<EmailPreview, 'userId' | 'address' | 'variant' | 'status'>;
}

export async function previewed(session: ProjectSession, tools: Tools, request: PreviewRequest, call: Call): Promise<Previewed> {
  const { subject } = request;
  return subject.kind === 'message'
    ? ofMessage(session, tools, { ...request, subject }, call)
    : ofCustomer(session, tools, { ...request, subject }, call);
}

type About<Kind extends PreviewSubject['kind']> = PreviewRequest & { subject: Extract<PreviewSubject, { kind: Kind }> };

async function ofMessage(session: ProjectSession, tools: Tools, request: About<'message'>, call: Call): Promise<Previewed> {
  const { subject, marks } = request;
  const { run } = session.runs.get(subject.run);
  const customer = findCustomer(run.log, subject.userId);
  const steps = emailSteps(run.journeys).filter(({ journey, node }) => {
    const owner = run.journeys[journey];
    return owner?.id === subject.journey && owner.nodes[node]?.id === subject.node;
  });
  if (customer < 0 || steps.length === 0) throw noSuchMessage();
  const compiled = await Promise.all(
    steps.map(async (place) => ({ ...place, ...(await compiledStep(session, tools, run, place, request)) })),
  );
  const letters = await Letters.open(session, tools.simulator, run, compiled, call);
  const said = (await letters.of([customer], call)).find(
    ({ entry, count }) => entry === subject.entry && count === subject.count,
  );
  const template = said && letters.templateOf(said);
  const source = compiled.find((step) => step.template === template)?.source;
  if (!template || !source) throw noSuchMessage();
  const { journey, node, userId, entry, count } = subject;
  const common = commonOf(session);
  const links = linksOf(common, { journey, node, userId, entry, count });
  const message = written(template, said, common, links, { marks });
  const step = run.journeys[said.journey]?.nodes[said.node];
  const variant = step?.type === 'email' ? (step.config.variants?.[said.variant]?.id ?? '') : '';
  const status = MESSAGE_OUTCOMES[said.outcome] === 'sent' ? 'sent' : 'suppressed';
  return { template, source, links, said, message, about: { userId, address: addressOf(run, customer), variant, status } };
}

async function compiledStep(
  { store }: ProjectSession,
  { compiled }: Tools,
  { journeys }: FinishedRun,
  place: StepPlace,
  { template, edited }: PreviewRequest,
): Promise<{ template: CompiledTemplate; source: MessageSource }> {
  const id = template ?? place.template;
  const source = edited ? editedSource(journeys, place, edited) : sourceOfStep(store, journeys, { ...place, template: id });
  return { template: await compiled.get(source, id), source };
}

/** The key of messages that nobody sends. */
const NO_MESSAGE: Omit<MessageKey, 'userId'> = { journey: 'preview', node: 'preview', entry: 0, count: 0 };

/** The links of a message that nobody sends. */
export function linksOfNobody(common: Common, userId: string): MessageLinks {
  return linksOf(common, { ...NO_MESSAGE, userId });
}

async function ofCustomer(session: ProjectSession, tools: Tools, request: About<'customer'>, call: Call): Promise<Previewed> {
  const { subject, marks } = request;
  const source = loneSource(session, request);
  const template = await tools.compiled.get(source, request.template ?? 'being edited');
  const { log, momentOf, at } = await loneCustomers(session, template, call);
  const customer = findCustomer(log, subject.userId);
  if (customer < 0) throw new EngineError('notFound', `The log has no customer "${subject.userId}".`);
  const said = { ...momentOf(customer), time: at };
  const common = commonOf(session);
  const links = linksOfNobody(common, subject.userId);
  const message = written(template, said, common, links, { marks });
  return {
    ...{ template, source, links },
    said,
    message,
    about: { userId: subject.userId, address: addressOf({ log }, customer), variant: '', status: '' },
  };
}

function loneSource({ store }: ProjectSession, { template, edited }: PreviewRequest): MessageSource {
  if (edited) return edited;
  if (template === undefined) throw new EngineError('badRequest', 'A preview without a message needs a template.');
  const { mjml, text } = store.templates.get(template);
  return { mjml, text };
}

/** The customers of the log as of its end, for a template. @throws EngineError `invalid` for a log without events. */
export async function loneCustomers(session: ProjectSession, template: CompiledTemplate, call: Call) {
  const segments = segmentsOf(session);
  requireSegments([template], segments);
  const columns = await templateColumns(session, [template]);
  const needed = unitedColumns(columns, neededColumns([], segments, false), blockColumns([template], segments));
  const log = await session.logs.load(needed, call.signal);
  const at = logPeriod(log)?.to;
  if (at === undefined)
    throw new EngineError('invalid', 'The project has no events yet, so there is nobody to show. Import a log.');
  const blocks = template.blocks.map(({ condition }) => condition);
  return { log, at, momentOf: loneMoments({ log, segments, blocks, columns, time: at }) };
}

function addressOf({ log }: Pick<FinishedRun, 'log'>, customer: number): string {
  const address = columnReader(Object.hasOwn(log.traits, 'email') ? log.traits['email'] : undefined).value(customer);
  return typeof address === 'string' ? address : '';
}

function noSuchMessage(): EngineError {
  return new EngineError('notFound', 'The simulation has no such message. Simulate again, or choose another recipient.');
}
