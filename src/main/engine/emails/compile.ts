import { EngineError } from '../../../shared/contract/error.js';
import type { CompiledEmail, EditedTemplate, Token } from '../../../shared/contract/emails.js';
import { conditionalBlocks, type ConditionalBlock } from '../../../shared/email/conditions.js';
import { parseMjml } from '../../../shared/email/document.js';
import type { MessageData, RenderedMessage } from '../../../shared/email/message.js';
import type { MessageSource, TemplateProblem } from '../../../shared/email/template.js';
import { segmentsUsed } from '../../../shared/journey/check/segments.js';
import { segmentNamesOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import { blockWords, namesOfSegments } from './blocks.js';
import { exampleValues } from './examples.js';
import { nameProblems, type ProjectNames } from './names.js';
import { compileTemplate, type CompiledTemplate } from './renderer.js';

/** A template as it is being edited: what it looks like with values as the log has them, and what is wrong with it. */
export async function compiledEmail(
  session: ProjectSession,
  source: EditedTemplate,
  known: ProjectNames & { tokens: readonly Token[] },
): Promise<CompiledEmail> {
  const { template, problems, text, subject, preheader } = await compileTemplate(source, { places: true });
  const { blocks } = conditionalBlocks(parseMjml(source.mjml).root);
  const values = exampleValues(known.tokens, session.store.templates.settings());
  const anybody = { values, shown: blocks.map(() => true), time: Date.now(), zone: 'UTC' };
  const example = rendered(template, anybody);
  const segments = segmentNamesOf(session);
  return {
    problems: [...problems, ...namesIn(source, known), ...unknownSegments(blocks, segments)],
    html: example?.html ?? '',
    example: { subject: example?.subject ?? subject, preheader: example?.preheader ?? preheader, text: example?.text ?? text },
    text,
    subject,
    preheader,
    blocks: blockWords(blocks, namesOfSegments(segments)),
  };
}

/** The message with examples; nothing where Liquid fails on them, as it may not on those of a recipient. */
function rendered(template: CompiledTemplate | undefined, data: MessageData): RenderedMessage | undefined {
  try {
    return template?.render(data, { marks: true });
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** Names in the parts of a template that the project does not know. */
export function namesIn({ mjml, text, subject, preheader }: MessageSource, names: ProjectNames): TemplateProblem[] {
  return [
    ...nameProblems(subject ?? '', 'subject', names),
    ...nameProblems(preheader ?? '', 'preheader', names),
    ...nameProblems(mjml, 'mjml', names),
    ...nameProblems(text ?? '', 'text', names),
  ];
}

/** Blocks that ask for segments that the project does not have. */
export function unknownSegments(
  blocks: readonly ConditionalBlock[],
  segments: Readonly<Record<string, string>>,
): TemplateProblem[] {
  return blocks.flatMap(({ block: { start: from, openEnd: to, tag }, condition }) =>
    segmentsUsed(condition)
      .filter((id) => !Object.hasOwn(segments, id))
      .map((id): TemplateProblem => {
        const message = `The condition of <${tag}> asks for the segment "${id}", which the project does not have. Choose another one.`;
        return { severity: 'error', part: 'mjml', message, from, to };
      }),
  );
}
