import type { JourneySummary, JourneyVersion } from '../../../../shared/contract/journeys.js';
import type { Side } from '../../../../shared/contract/comparisons.js';
import type { NumberChange } from '../../../../shared/journey/numbers/numbers.js';
import { formatDate } from '../../../ui/index.js';

/** What stands on one side of a comparison: the journey as it is, a kept version, other numbers, or another journey. */
export type SideChoice =
  { kind: 'now' } | { kind: 'changed' } | { kind: 'version'; version: number } | { kind: 'journey'; journey: string };

/** A choice as the value of a list, and back. */
export function choiceKey(choice: SideChoice): string {
  switch (choice.kind) {
    case 'now':
    case 'changed':
      return choice.kind;
    case 'version':
      return `version:${String(choice.version)}`;
    case 'journey':
      return `journey:${choice.journey}`;
  }
}

export function choiceOf(key: string): SideChoice {
  const [kind, ...rest] = key.split(':');
  if (kind === 'version') return { kind, version: Number(rest[0]) };
  if (kind === 'journey') return { kind, journey: rest.join(':') };
  return { kind: kind === 'changed' ? kind : 'now' };
}

/** What the engine is asked to run. */
export function sideOf(choice: SideChoice, journeyId: string, numbers: readonly NumberChange[]): Side {
  switch (choice.kind) {
    case 'now':
      return { journey: journeyId };
    case 'changed':
      return { journey: journeyId, numbers: [...numbers] };
    case 'version':
      return { journey: journeyId, version: choice.version };
    case 'journey':
      return { journey: choice.journey };
  }
}

export interface ChoiceGroup {
  group: string;
  items: { value: string; label: string }[];
}

/** What can be chosen for a side, in groups. */
export function choiceGroups(
  journeyId: string,
  versions: readonly JourneyVersion[],
  journeys: readonly JourneySummary[],
): ChoiceGroup[] {
  const others = journeys.filter(({ id, archivedAt }) => id !== journeyId && archivedAt === undefined);
  return [
    {
      group: 'This journey',
      items: [
        { value: 'now', label: 'As it is now' },
        { value: 'changed', label: 'With other numbers' },
        ...versions.map(({ version, name, savedAt }) => ({
          value: choiceKey({ kind: 'version', version }),
          label: `Version “${name}”, ${formatDate(savedAt)}`,
        })),
      ],
    },
    {
      group: 'Another journey',
      items: others.map(({ id, name }) => ({ value: choiceKey({ kind: 'journey', journey: id }), label: name })),
    },
  ].filter(({ items }) => items.length > 0);
}

/** What a side is called in heads and sentences. */
export function choiceLabel(choice: SideChoice, groups: readonly ChoiceGroup[]): string {
  const key = choiceKey(choice);
  return groups.flatMap(({ items }) => items).find(({ value }) => value === key)?.label ?? 'The other side';
}
