import { EngineError } from '../../../shared/contract/error.js';
import type { JourneyExportFormat } from '../../../shared/contract/journeys.js';
import type { Names } from '../../../shared/condition/words/index.js';
import { checkJourney, hasErrors } from '../../../shared/journey/check.js';
import { journeyToJson } from '../../../shared/journey/export/json.js';
import { journeyToMermaid } from '../../../shared/journey/export/mermaid.js';
import { journeyToSvg } from '../../../shared/journey/export/svg.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import type { ProjectStore } from '../../store/project/index.js';
import { slugOf } from './identifiers.js';

interface ExportKind {
  extension: string;
  mimeType: string;
  write: (draft: JourneyDraft, names: Names) => string;
}

const KINDS: Readonly<Record<JourneyExportFormat, ExportKind>> = {
  json: { extension: 'json', mimeType: 'application/json', write: journeyToJson },
  mermaid: { extension: 'mmd', mimeType: 'text/vnd.mermaid', write: journeyToMermaid },
  svg: { extension: 'svg', mimeType: 'image/svg+xml', write: journeyToSvg },
};

/** What the segments of a project are called, for the pictures. */
export function segmentNames({ segments }: Pick<ProjectStore, 'segments'>): Names {
  const names = new Map(segments.list().map(({ id, name }) => [id, name]));
  return { segment: (id) => names.get(id) };
}

/**
 * A journey as the text of a file.
 * @throws EngineError `invalid` with the problems when the journey breaks a rule (semantics §4).
 */
export function exportJourney(
  draft: JourneyDraft,
  format: JourneyExportFormat,
  names: Names = {},
): { fileName: string; mimeType: string; text: string } {
  const { problems } = checkJourney(draft);
  if (hasErrors(problems)) {
    throw new EngineError(
      'invalid',
      `"${draft.name}" cannot be exported before its faults are mended.`,
      problems.filter(({ severity }) => severity === 'error'),
    );
  }
  const { extension, mimeType, write } = KINDS[format];
  return { fileName: `${slugOf(draft.name)}.${extension}`, mimeType, text: write(draft, names) };
}
