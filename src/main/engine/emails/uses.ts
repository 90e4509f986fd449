import type { TemplateUse } from '../../../shared/contract/emails.js';
import type { DraftNode, JourneyDraft } from '../../../shared/journey/schema.js';
import { NODE_LABELS } from '../../../shared/journey/words/node.js';
import type { ProjectStore } from '../../store/project/index.js';

/** The templates that an e-mail step names, also one whose settings are unfinished: the step's own, then its variants'. */
export function templatesNamed({ type, config }: DraftNode): { template: string; variant: string }[] {
  if (type !== 'email') return [];
  const variants = Array.isArray(config['variants']) ? (config['variants'] as unknown[]) : [];
  return [{ source: config, variant: '' }, ...variants.map((source) => ({ source, variant: textOf(source, 'id') }))].flatMap(
    ({ source, variant }) => {
      const template = textOf(source, 'template');
      return template === '' ? [] : [{ template, variant }];
    },
  );
}

function textOf(source: unknown, key: string): string {
  if (typeof source !== 'object' || source === null) return '';
  const value: unknown = Object.getOwnPropertyDescriptor(source, key)?.value;
  return typeof value === 'string' ? value : '';
}

function usesIn(draft: JourneyDraft): [string, TemplateUse][] {
  return draft.nodes.flatMap((node) =>
    templatesNamed(node).map(({ template, variant }): [string, TemplateUse] => {
      const nodeName = node.name?.trim() ? node.name : NODE_LABELS[node.type];
      return [template, { journey: draft.id, journeyName: draft.name, node: node.id, nodeName, variant }];
    }),
  );
}

/** Where the journeys of a project name templates, by the id that is named. */
export function usesOfTemplates({ journeys }: Pick<ProjectStore, 'journeys'>): Map<string, TemplateUse[]> {
  const uses = new Map<string, TemplateUse[]>();
  for (const [id, use] of journeys.list().flatMap(({ draft }) => usesIn(draft))) uses.set(id, [...(uses.get(id) ?? []), use]);
  return uses;
}

/** No sentence names more places than this. */
const NAMED = 5;

/** “the step “Your cart awaits” of the journey “Cart recovery””. */
export function templateUsesInWords(uses: readonly TemplateUse[]): string {
  const steps = [...new Set(uses.map(({ nodeName, journeyName }) => `the step “${nodeName}” of the journey “${journeyName}”`))];
  const words = steps.slice(0, NAMED);
  const rest = steps.length - words.length;
  if (rest > 0) words.push(`${String(rest)} more ${rest === 1 ? 'step' : 'steps'}`);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}
