import type { CompiledEmail, EditedTemplate } from '../../../shared/contract/emails.js';
import { conditionalBlocks, type ConditionalBlock } from '../../../shared/email/conditions.js';
import { parseMjml } from '../../../shared/email/document.js';
import type { MessageSource, TemplateProblem } from '../../../shared/email/template.js';
import { segmentsUsed } from '../../../shared/journey/check/segments.js';
import { segmentNamesOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import { blockWords, namesOfSegments } from './blocks.js';
import { nameProblems, type ProjectNames } from './names.js';
import { compileTemplate } from './renderer.js';

/** A template as it is being edited: what it looks like without anybody's values, and what is wrong with it. */
export async function compiledEmail(
  session: ProjectSession,
  source: EditedTemplate,
  names: ProjectNames,
): Promise<CompiledEmail> {
  const { template, problems, text, subject, preheader } = await compileTemplate(source, { places: true });
  const { blocks } = conditionalBlocks(parseMjml(source.mjml).root);
  const nobody = { values: {}, shown: blocks.map(() => true), time: 0, zone: 'UTC' };
  const segments = segmentNamesOf(session);
  return {
    problems: [...problems, ...namesIn(source, names), ...unknownSegments(blocks, segments)],
    html: template?.render(nobody, { marks: true }).html ?? '',
    text,
    subject,
    preheader,
    blocks: blockWords(blocks, namesOfSegments(segments)),
  };
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
