import type { DeliveryPreview } from '../../../shared/contract/delivery.js';
import type { Condition } from '../../../shared/condition/schema.js';
import { segmentsUsed } from '../../../shared/journey/check/segments.js';
import { sameJson } from '../../../shared/journey/same-json.js';
import { ownValue } from '../../../shared/own-value.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { journeyUses } from '../segments/uses.js';
import type { Simulator } from '../simulations/simulator.js';
import { countCondition } from '../simulations/use-cases.js';
import { segmentsOfTemplate, templateIds } from './contents.js';
import type { LiveVersion, Replayed } from './replay.js';

type Segments = Readonly<Record<string, Condition>>;

/**
 * The segments that would be another question, because they were edited or name ones that were, with how many customers come in and go out at
 * an instant and where the journey asks them. Edited ones come first.
 * @throws EngineError `cancelled`.
 */
export async function resorted(
  session: Pick<ProjectSession, 'store' | 'logs'>,
  simulator: Simulator,
  { before, after, journey, at }: { before: Replayed; after: Replayed; journey: string; at: number },
  call: Call,
): Promise<DeliveryPreview['resorted']> {
  const { segments: table, templates } = session.store;
  const names = new Map(table.list().map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const version = latestOf(after, journey);
  const [was, will] = [latestOf(before, journey)?.contents.segments ?? {}, version?.contents.segments ?? {}];
  const membersOf = async (segments: Segments, id: string): Promise<Set<string>> => {
    const asked = {
      logs: session.logs,
      condition: { segment: id },
      segments,
      timezone: undefined,
      at: new Date(at).toISOString(),
    };
    return new Set((await countCondition(simulator, asked, call)).matching);
  };
  const asking = version ? placesOf(version, (id) => templates.find(id)?.name ?? id) : new Map<string, string[]>();
  const found: DeliveryPreview['resorted'] = [];
  for (const { id, through } of changedSegments(was, will)) {
    const [out, inside] = [await membersOf(was, id), await membersOf(will, id)];
    found.push({
      segment: nameOf(id),
      through: through.map(nameOf),
      askedBy: asking.get(id) ?? [],
      come: inside.difference(out).size,
      go: out.difference(inside).size,
    });
  }
  return found;
}

/** What of the segments there before and after means something else: edited ones first, then those that name them by however many steps. */
export function changedSegments(was: Segments, will: Segments): { id: string; through: string[] }[] {
  const kept = Object.keys(will).filter((id) => Object.hasOwn(was, id));
  const edited = new Set(kept.filter((id) => !sameJson(ownValue(was, id), ownValue(will, id))));
  const through = kept.flatMap((id) => {
    const behind = edited.has(id) ? [] : editedBehind(id, will, edited);
    return behind.length === 0 ? [] : [{ id, through: behind }];
  });
  return [...[...edited].map((id) => ({ id, through: [] })), ...through];
}

/** The edited segments that one names, by however many steps up to the first edited one of each way. */
function editedBehind(id: string, segments: Segments, edited: ReadonlySet<string>): string[] {
  const reached = new Set([id]);
  // What a segment names is added while the list is gone through.
  for (const each of reached) {
    const condition = edited.has(each) ? undefined : ownValue(segments, each);
    for (const named of condition ? segmentsUsed(condition) : []) reached.add(named);
  }
  return [...reached].filter((each) => edited.has(each));
}

/** Where a version itself asks each segment, in words: its steps, its settings, blocks of its e-mails. */
function placesOf({ journey, contents }: LiveVersion, templateName: (id: string) => string): Map<string, string[]> {
  const places = new Map<string, Set<string>>();
  const add = (id: string, place: string): void => {
    places.set(id, (places.get(id) ?? new Set()).add(place));
  };
  for (const [id, use] of journeyUses(journey))
    add(id, use.kind === 'node' ? `the step “${use.nodeName}”` : 'the journey’s settings');
  for (const id of templateIds(journey)) {
    const content = contents.template(id);
    for (const segment of content ? segmentsOfTemplate(content) : []) add(segment, `the e-mail “${templateName(id)}”`);
  }
  return new Map([...places].map(([id, found]) => [id, [...found]]));
}

/** The version of a journey on which entries begin now. */
function latestOf({ versions }: Replayed, journey: string): LiveVersion | undefined {
  return versions.findLast(({ activation }) => activation.journey === journey);
}
