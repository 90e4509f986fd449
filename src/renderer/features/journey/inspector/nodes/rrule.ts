/** The parts of an RRULE that a schedule may have (semantics §4), as text by name. */
export type RuleParts = Readonly<Record<string, string>>;

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export const RULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** The parts of a rule; `undefined` for a text that is none. */
export function ruleParts(rule: string): RuleParts | undefined {
  const parts: Record<string, string> = {};
  for (const part of rule.replace(/^RRULE:/, '').split(';')) {
    const [name, value] = part.split('=');
    if (name === undefined || value === undefined || name === '') return undefined;
    parts[name.toUpperCase()] = value;
  }
  return parts;
}

const ORDER = ['FREQ', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST', 'COUNT', 'UNTIL'];

/** A rule from its parts, in the usual order; parts without a value are left out. */
export function ruleText(parts: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined && part[1] !== '');
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return given
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

export function frequencyOf(parts: RuleParts): Frequency | undefined {
  return FREQUENCIES.find((frequency) => frequency === parts['FREQ']);
}

/** Whole numbers of a list such as `1,15,-1`. */
export function numbersOf(text: string | undefined): number[] {
  return (text ?? '')
    .split(',')
    .map((entry) => Number(entry))
    .filter((number) => Number.isInteger(number) && number !== 0);
}
