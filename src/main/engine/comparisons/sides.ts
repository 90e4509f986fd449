import type { Condition } from '../../../shared/condition/schema.js';
import type { Side } from '../../../shared/contract/comparisons.js';
import { EngineError } from '../../../shared/contract/error.js';
import { withNumbers, type NumberChange } from '../../../shared/journey/numbers/numbers.js';
import type { Journey, JourneyDraft } from '../../../shared/journey/schema.js';
import { segmentNamesOf, segmentsOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import { checked } from '../simulations/handlers.js';

/** A side of a comparison, as document and as journey. */
export interface ReadSide {
  draft: JourneyDraft;
  journey: Journey;
}

/** The segments of a project and what they are called. */
export interface KnownSegments {
  segments: Readonly<Record<string, Condition>>;
  segmentNames: Readonly<Record<string, string>>;
}

export function knownSegments(session: ProjectSession): KnownSegments {
  return { segments: segmentsOf(session), segmentNames: segmentNamesOf(session) };
}

/** The document with other numbers. @throws EngineError `invalid` for a number that is not there or can't have the value. */
export function changedDraft(draft: JourneyDraft, numbers: readonly NumberChange[]): JourneyDraft {
  try {
    return withNumbers(draft, numbers);
  } catch (error) {
    if (error instanceof RangeError) throw new EngineError('invalid', error.message, [], { cause: error });
    throw error;
  }
}

/** Reads a side from the project. @throws EngineError `notFound`; `invalid` with the problems when it breaks a rule. */
export function readSide({ store }: ProjectSession, side: Side, { segments }: KnownSegments): ReadSide {
  const { journey, version, numbers = [] } = side;
  const stored = version === undefined ? store.journeys.get(journey) : store.journeys.versions.get(journey, version);
  const draft = changedDraft(stored.draft, numbers);
  return { draft, journey: checked(draft, segments) };
}
