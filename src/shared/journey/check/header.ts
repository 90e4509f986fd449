import { jsonPointer, type Problem } from '../problem.js';
import { JOURNEY_FORMAT, JOURNEY_VERSION } from '../schema.js';
import { clip } from './view.js';

function refusal(code: string, message: string, suggestion: string, key?: string): Problem[] {
  return [{ code, severity: 'error', message, suggestion, path: jsonPointer(key === undefined ? [] : [key]) }];
}

/** Whether a document is a journey file at all, of a version that can be read. Anything found here makes further checks pointless. */
export function headerProblems(document: unknown): Problem[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return refusal(
      'notAJourney',
      'This is not a journey: a journey file holds one JSON object.',
      'Choose a file that was exported as a journey.',
    );
  }
  const format: unknown = 'format' in document ? document.format : undefined;
  if (format !== JOURNEY_FORMAT) {
    const found = typeof format === 'string' ? `its format is “${clip(format)}”` : 'it names no format';
    return refusal(
      'otherFormat',
      `This is not a journey: ${found}, where “${JOURNEY_FORMAT}” is needed.`,
      'Choose a file that was exported as a journey.',
      'format',
    );
  }
  const version: unknown = 'version' in document ? document.version : undefined;
  if (typeof version === 'number' && version > JOURNEY_VERSION) {
    return refusal(
      'newerVersion',
      `This journey was written by a newer Waypost (version ${version} of the format; this one reads up to ${JOURNEY_VERSION}).`,
      'Update Waypost, then open the file again. Nothing was changed.',
      'version',
    );
  }
  return [];
}
