import type { JourneyDraft } from '../schema.js';

/** The keys of each part in the order of semantics §4; keys that are not listed follow in their own order. */
const ORDERS = {
  journey: ['format', 'version', 'id', 'name', 'timezone', 'settings', 'nodes', 'edges', 'ui'],
  settings: ['reentry', 'audience', 'exitWhen', 'goal', 'consent', 'frequencyCap', 'quietHours', 'holdout'],
  node: ['id', 'type', 'name', 'stage', 'position', 'config', 'ui'],
  edge: ['id', 'source', 'sourceHandle', 'target', 'ui'],
} as const;

function inOrder(value: object, order: readonly string[]): [string, unknown][] {
  const rank = (key: string): number => {
    const place = order.indexOf(key);
    return place < 0 ? order.length : place;
  };
  return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
}

function ordered(value: object, order: readonly string[]): object {
  return Object.fromEntries(inOrder(value, order));
}

/**
 * The text of a journey file (semantics §4): JSON with two spaces and one order of keys, so that two exports can be compared
 * line by line. Everything in the document is kept, `x-` keys and `ui` included; reading it gives an equal document.
 */
export function journeyToJson(draft: JourneyDraft): string {
  const document = inOrder(draft, ORDERS.journey).map(([key, value]): [string, unknown] => {
    if (key === 'settings' && typeof value === 'object' && value !== null) return [key, ordered(value, ORDERS.settings)];
    if (key === 'nodes') return [key, draft.nodes.map((node) => ordered(node, ORDERS.node))];
    if (key === 'edges') return [key, draft.edges.map((edge) => ordered(edge, ORDERS.edge))];
    return [key, value];
  });
  return `${JSON.stringify(Object.fromEntries(document), null, 2)}\n`;
}
