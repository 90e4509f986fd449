import type { EmailCheck, EmailFinding } from '../../../shared/contract/emails.js';
import { EngineError } from '../../../shared/contract/error.js';
import { FINDING_KINDS, FINDING_SEVERITIES, type TemplateFinding } from '../../../shared/email/finding.js';
import type { MessageSource } from '../../../shared/email/template.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import { segmentNamesOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { messageFindings } from './checks/messages.js';
import { problemFindings, templateFindings } from './checks/template.js';
import { namesIn, unknownSegments } from './compile.js';
import { commonOf } from './letters.js';
import { linksOfNobody, loneCustomers, type Tools } from './preview.js';
import type { ReviewRequest, Reviews } from './recipients.js';
import { compileTemplate, type Compilation } from './renderer.js';
import { Reviewer, type LookedAt } from './review.js';
import { conditionalBlocks } from '../../../shared/email/conditions.js';
import { parseMjml } from '../../../shared/email/document.js';
import type { ProjectTokens } from './tokens.js';

/** Without a run so many customers are looked at, spread over all. */
const CUSTOMERS_LOOKED_AT = 300;

export interface CheckRequest extends ReviewRequest {
  run: string | undefined;
}

interface CheckTools extends Tools {
  reviews: Reviews;
  tokens: ProjectTokens;
}

/** The check before sending: the template itself and what it writes. Uses no network. @throws EngineError `cancelled`. */
export async function checkEmail(
  session: ProjectSession,
  tools: CheckTools,
  request: CheckRequest,
  call: Call,
): Promise<EmailCheck> {
  call.onProgress({ stage: 'Looking at the template' });
  const sources = sourcesOf(session, tools, request);
  const common = commonOf(session);
  const names = await tools.tokens.of(session, call.signal);
  const compiled = await Promise.all(
    sources.map(async (source) => ({ source, ...(await compileTemplate(source, { places: true })) })),
  );
  const sound = compiled.every(({ template }) => template !== undefined);
  const { rows, messages } = sound ? await written(session, tools, request, sources, call) : { rows: [], messages: 0 };
  const longest = rows.reduce((best, { subject }) => (subject.length > best.length ? subject : best), '');
  const found = compiled.flatMap(({ source, problems, subject, preheader, template }): TemplateFinding[] => [
    ...problemFindings([
      ...problems,
      ...namesIn(source, names),
      ...unknownSegments(conditionalBlocks(parseMjml(source.mjml).root).blocks, segmentNamesOf(session)),
    ]),
    ...templateFindings({ source, subject: longest === '' ? subject : longest, preheader, html: htmlOf(template), common }),
  ]);
  const [first] = sources;
  const findings = [
    ...found.map((finding): EmailFinding => ({ ...finding, examples: [] })),
    ...(first ? messageFindings(rows, first) : []),
  ];
  return {
    findings: inOrder(findings),
    passed: FINDING_KINDS.filter((kind) => !findings.some((finding) => finding.kind === kind)),
    looked: rows.length,
    messages,
    largestBytes: rows.reduce((most, { bytes }) => Math.max(most, bytes), 0),
  };
}

/** What the steps of a run send with the template; without one, or where none names it, the template itself. */
function sourcesOf(session: ProjectSession, { reviews }: CheckTools, request: CheckRequest): MessageSource[] {
  const own = request.run === undefined ? [] : reviews.sources(session, session.runs.get(request.run), request);
  const distinct = [...new Map(own.map((source) => [JSON.stringify(source), source])).values()];
  if (distinct.length > 0) return distinct;
  if (request.edited) return [request.edited];
  const { mjml, text } = session.store.templates.get(request.template);
  return [{ mjml, text }];
}

async function written(
  session: ProjectSession,
  tools: CheckTools,
  request: CheckRequest,
  [source]: readonly MessageSource[],
  call: Call,
): Promise<{ rows: readonly LookedAt[]; messages: number }> {
  if (request.run !== undefined) {
    const { review, steps } = await tools.reviews.of(session, session.runs.get(request.run), request, call);
    if (steps.length > 0) return review;
  }
  if (!source || (await session.log.range()) === null) return { rows: [], messages: 0 };
  return someCustomers(session, tools, source, call);
}

/** What some customers would get as of the end of the log. */
async function someCustomers(session: ProjectSession, tools: CheckTools, source: MessageSource, call: Call) {
  const template = await tools.compiled.get(source, 'being checked');
  const { log, at, momentOf } = await loneCustomers(session, template, call);
  const step = Math.max(1, Math.ceil(log.customerCount / CUSTOMERS_LOOKED_AT));
  const common = commonOf(session);
  const reviewer = new Reviewer(common);
  for (let customer = 0; customer < log.customerCount; customer += step) {
    const userId = stringAt(log.customerIds, customer);
    const said = { ...momentOf(customer), time: at };
    reviewer.write(template, said, linksOfNobody(common, userId), {
      journey: '',
      node: '',
      userId,
      entry: 0,
      count: 0,
      variant: '',
    });
    await reviewer.pause(call.signal);
  }
  return { rows: reviewer.rows, messages: reviewer.rows.length };
}

function htmlOf(template: Compilation['template']): string {
  if (!template) return '';
  try {
    return template.render({ values: {}, shown: template.blocks.map(() => true), time: 0, zone: 'UTC' }, { marks: true }).html;
  } catch (error) {
    if (error instanceof EngineError) return '';
    throw error;
  }
}

function inOrder(findings: readonly EmailFinding[]): EmailFinding[] {
  const rank = ({ severity }: EmailFinding): number => FINDING_SEVERITIES.indexOf(severity);
  const seen = new Map(
    findings.map((finding) => [JSON.stringify([finding.kind, finding.message, finding.part, finding.from]), finding]),
  );
  return [...seen.values()].sort((a, b) => rank(a) - rank(b) || (a.from ?? 0) - (b.from ?? 0));
}
