import { z } from 'zod';
import { jsonPointer, type Problem } from '../problem.js';
import { called, type JourneyView } from './view.js';

const callable = z.url({ protocol: /^https$/ });
/** On the machine itself, where the set-up may allow it without encryption. */
const local = z.url({ protocol: /^http$/, hostname: /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/ });

/** Webhook steps whose address cannot be called: they simulate, but hinder the journey from going live. */
export function webhookProblems({ nodes }: JourneyView): Problem[] {
  return nodes.flatMap((view): Problem[] => {
    const { node, index, id } = view;
    if (node?.type !== 'webhook') return [];
    const url = node.config.url.trim();
    if (callable.safeParse(url).success || local.safeParse(url).success) return [];
    return [
      {
        code: 'webhookAddress',
        severity: 'warning',
        message:
          url === ''
            ? `${called(view)} has no address to call.`
            : `${called(view)} names an address that cannot be called: it is not of the form https://….`,
        suggestion: 'Enter the https address of the system that is to be told.',
        node: id,
        path: jsonPointer(['nodes', index, 'config', 'url']),
      },
    ];
  });
}
