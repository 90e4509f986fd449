import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import type { RenderedMessage, TokenValue } from '../../../shared/email/message.js';
import type { TemplateProblem } from '../../../shared/email/template.js';
import type { Problem } from '../../../shared/journey/problem.js';
import { compileTemplate, type CompiledTemplate } from '../../engine/emails/renderer.js';
import { EXIT, faultLine, printedFault, Refused, type PrintedFault } from '../failures.js';
import { readText, requireJson, writeResult } from '../files.js';
import type { CliIo } from '../io.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';

const optionsSchema = z.looseObject({
  data: z.string().optional(),
  out: z.string().optional(),
  text: z.string().optional(),
  strict: z.boolean().optional(),
});
type Options = z.infer<typeof optionsSchema>;

const valueSchema: z.ZodType<TokenValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(valueSchema), z.record(z.string(), valueSchema)]),
);
/** Deeper data is refused, before anything walks through it. */
const DEEPEST = 100;

export function addRender(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('render')
      .description('write an e-mail from an MJML template')
      .argument('<TEMPLATE.mjml>', 'the template, with Liquid in it')
      .option('--data <DATA.json>', 'values for its tokens, as an object: {"customer": {"first_name": "Ana"}}')
      .option('--out <FILE.html>', 'write the HTML there instead of printing it')
      .option('--text <FILE.txt>', 'write the plain-text version there')
      .option('--strict', 'exit with 1 when a value is missing'),
  );
  onRun(home, command, optionsSchema, (run, options, [file = '']) => render(run, file, options));
}

async function render(run: CommandRun, file: string, options: Options): Promise<number> {
  const { io } = run;
  const mjml = readText(io, file);
  const values = options.data === undefined ? {} : readValues(io, options.data);
  const { template, problems } = await compileTemplate({ mjml, text: null });
  if (!template) refuse(file, mjml, problems);
  const message = written(template, values);
  if (options.out !== undefined) writeResult(io, options.out, [message.html]);
  if (options.text !== undefined) writeResult(io, options.text, [message.text]);
  tell(run, message, options, { warnings: faultsOf(mjml, problems), blocks: template.blocks.length });
  return options.strict === true && message.missing.length > 0 ? EXIT.problems : EXIT.done;
}

/** @throws EngineError `invalid` when the file is no object of values. */
function readValues(io: CliIo, file: string): Record<string, TokenValue> {
  const value = requireJson(io, file);
  if (depthOf(value) > DEEPEST) throw new EngineError('invalid', `${file} is nested more than ${String(DEEPEST)} levels deep.`);
  const parsed = z.record(z.string(), valueSchema).safeParse(withoutNulls(value));
  if (parsed.success) return parsed.data;
  throw new EngineError(
    'invalid',
    `${file} must hold an object with the values of tokens, such as {"customer": {"first_name": "Ana"}}.`,
  );
}

function depthOf(value: unknown): number {
  let depth = 0;
  let level = [value];
  while (level.length > 0 && depth <= DEEPEST) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : []));
    depth++;
  }
  return depth;
}

/** `null` says that there is no value. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => (each === null ? [] : [withoutNulls(each)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, withoutNulls(each)]])));
}

/** Conditional blocks are shown: there is no customer to ask. */
function written(template: CompiledTemplate, values: Record<string, TokenValue>): RenderedMessage {
  return template.render({ values, shown: template.blocks.map(() => true), time: Date.now(), zone: 'UTC' });
}

function tell(
  run: CommandRun,
  { subject, preheader, html, text, missing, empty }: RenderedMessage,
  { out, text: textFile }: Options,
  { warnings, blocks }: { warnings: readonly PrintedFault[]; blocks: number },
): void {
  if (run.json) {
    const bodies = { ...(out === undefined && { html }), ...(textFile === undefined && { text }) };
    run.printJson({ subject, preheader, ...bodies, missing, empty, ...(warnings.length > 0 && { warnings }) });
    return;
  }
  if (out === undefined) run.print(html);
  for (const warning of warnings) run.note(`warning: ${faultLine(warning).trimEnd()}`);
  for (const { token, part } of missing) run.note(`missing: {{ ${token} }} in the ${part}`);
  if (blocks > 0) run.note(`All conditional blocks are shown (${String(blocks)}): there is no customer to ask.`);
  run.note(`Subject: ${subject === '' ? '(none)' : subject}`);
}

function faultsOf(source: string, problems: readonly TemplateProblem[]): PrintedFault[] {
  return problems.map((problem) => printedFault(problemOf(source, problem)));
}

function problemOf(source: string, { severity, part, message, from }: TemplateProblem): Problem {
  const line = from === undefined || part !== 'mjml' ? '' : `Line ${String(source.slice(0, from).split('\n').length)}: `;
  return { code: 'template', severity, message: `${line}${message}`, path: '' };
}

/** @throws Refused with the faults of the template. */
function refuse(file: string, source: string, problems: readonly TemplateProblem[]): never {
  const errors = problems.filter(({ severity }) => severity === 'error');
  throw new Refused(`${file} cannot be rendered.`, faultsOf(source, errors));
}
