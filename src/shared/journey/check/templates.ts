import { jsonPointer, type Problem } from '../problem.js';
import type { CheckContext } from './context.js';
import { called, clip, type JourneyView } from './view.js';

/** E-mail steps and variants that name a template which the project does not have: they simulate, but cannot be sent. */
export function templateProblems({ nodes }: JourneyView, { templates }: CheckContext): Problem[] {
  if (!templates) return [];
  return nodes.flatMap((view): Problem[] => {
    const { node, index, id } = view;
    if (node?.type !== 'email') return [];
    const { template, variants = [] } = node.config;
    const named = [
      { template, path: ['nodes', index, 'config', 'template'] },
      ...variants.map((variant, place) => ({
        template: variant.template,
        path: ['nodes', index, 'config', 'variants', place, 'template'],
      })),
    ];
    return named.flatMap(({ template: name, path }): Problem[] =>
      name === undefined || name === '' || templates.has(name)
        ? []
        : [
            {
              code: 'unknownTemplate',
              severity: 'warning',
              message: `${called(view)} sends the template “${clip(name)}”, which the project does not have.`,
              suggestion: 'Choose another template in the step, or make one under E-mails.',
              node: id,
              path: jsonPointer(path),
            },
          ],
    );
  });
}
