import type { Diagnostic } from '@codemirror/lint';
import type { TemplateProblem } from '../../../../shared/email/template.js';

/** Those of the problems of the MJML that lie within a part of it, with places of that part. */
export function problemsWithin(
  problems: readonly TemplateProblem[],
  range: { from: number; to: number },
  part: TemplateProblem['part'],
): TemplateProblem[] {
  return problems.flatMap((problem) => {
    const { from, to = from } = problem;
    if (problem.part !== 'mjml' || from === undefined || to === undefined || from < range.from || to > range.to) return [];
    return [{ ...problem, part, from: from - range.from, to: to - range.from }];
  });
}

/** The problems of one part of an e-mail, as marks under its text; one without a place is at the beginning. */
export function diagnosticsOf(problems: readonly TemplateProblem[], part: TemplateProblem['part'], length: number): Diagnostic[] {
  return problems
    .filter((problem) => problem.part === part)
    .map(({ severity, message, from = 0, to = from }) => ({
      severity,
      message,
      from: Math.min(from, length),
      to: Math.min(Math.max(to, from), length),
    }));
}
