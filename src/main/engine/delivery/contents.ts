import type { Condition } from '../../../shared/condition/schema.js';
import type { ActiveVersion, LiveContents } from '../../../shared/delivery/activation.js';
import { conditionalBlocks } from '../../../shared/email/conditions.js';
import { parseMjml } from '../../../shared/email/document.js';
import { segmentsUsed } from '../../../shared/journey/check/segments.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { ownValue } from '../../../shared/own-value.js';
import type { ProjectStore } from '../../store/project/index.js';
import type { TemplateContent } from '../../store/project/contents.js';
import { templatesNamed } from '../emails/uses.js';
import { segmentsOf } from '../journeys/context.js';
import { segmentsNamed } from '../segments/uses.js';

type Store = Pick<ProjectStore, 'templates' | 'segments' | 'contents'>;

/** The templates and segments with which a version of a live journey runs. */
export interface VersionContents {
  segments: Readonly<Record<string, Condition>>;
  template: (id: string) => TemplateContent | undefined;
  /** Names what a template holds: two are alike when these are. */
  templateHash: (id: string) => string | undefined;
}

/**
 * The templates and segments that a journey names, by however many steps, as they are at this moment. What the project has no more stays as an
 * earlier version took it along.
 */
export function currentContents(store: Store, draft: JourneyDraft, earlier?: LiveContents): LiveContents {
  const templates: Record<string, string> = {};
  const named = segmentsNamed(draft);
  for (const id of templateIds(draft)) {
    const stored = store.templates.find(id);
    const hash = stored ? store.contents.ofTemplate(stored) : ownValue(earlier?.templates, id);
    if (hash === undefined) continue;
    templates[id] = hash;
    for (const segment of segmentsOfTemplate(store.contents.template(hash))) named.add(segment);
  }
  const conditions = segmentsOf({ store });
  const segments: Record<string, string> = {};
  // What a segment names is added while the list is gone through.
  for (const id of named) {
    const condition = ownValue(conditions, id);
    const hash = condition ? store.contents.ofSegment(condition) : ownValue(earlier?.segments, id);
    if (hash === undefined) continue;
    segments[id] = hash;
    for (const inner of segmentsUsed(store.contents.segment(hash))) named.add(inner);
  }
  return { templates, segments };
}

/** The templates that a journey's steps name. */
export function templateIds({ nodes }: Pick<JourneyDraft, 'nodes'>): Set<string> {
  return new Set(nodes.flatMap((node) => templatesNamed(node).map(({ template }) => template)));
}

/** The segments that the conditional blocks of a template name. */
export function segmentsOfTemplate({ mjml }: TemplateContent): string[] {
  return conditionalBlocks(parseMjml(mjml).root).blocks.flatMap(({ condition }) => segmentsUsed(condition));
}

/** What a version runs with: what it took along, or the project's own where it comes from a time before that was kept. */
export function contentsOf(store: Store, { contents }: Pick<ActiveVersion, 'contents'>): VersionContents {
  if (!contents) {
    const find = (id: string): TemplateContent | undefined => store.templates.find(id);
    return {
      segments: segmentsOf({ store }),
      template: find,
      templateHash: (id) => {
        const template = find(id);
        return template && store.contents.ofTemplate(template);
      },
    };
  }
  const segments = Object.entries(contents.segments).map(([id, hash]) => [id, store.contents.segment(hash)] as const);
  const templateHash = (id: string): string | undefined => ownValue(contents.templates, id);
  return {
    segments: Object.fromEntries(segments),
    template: (id) => {
      const hash = templateHash(id);
      return hash === undefined ? undefined : store.contents.template(hash);
    },
    templateHash,
  };
}

/** The ids of the templates and segments that were edited since a version took them along. */
export function editedContents(
  store: Store,
  { contents }: Pick<ActiveVersion, 'contents'>,
): Record<keyof LiveContents, string[]> {
  if (!contents) return { templates: [], segments: [] };
  const conditions = segmentsOf({ store });
  const templates = Object.keys(contents.templates).filter((id) => {
    const stored = store.templates.find(id);
    return stored && store.contents.ofTemplate(stored) !== contents.templates[id];
  });
  const segments = Object.keys(contents.segments).filter((id) => {
    const condition = ownValue(conditions, id);
    return condition && store.contents.ofSegment(condition) !== contents.segments[id];
  });
  return { templates, segments };
}
