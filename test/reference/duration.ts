const MILLISECONDS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60 * 1000],
  ['h', 60 * 60 * 1000],
  ['d', 24 * 60 * 60 * 1000],
  ['w', 7 * 24 * 60 * 60 * 1000],
]);

/** Milliseconds of `"<n><unit>"`: a day is 24 hours and a week 7 days, whatever the clock does (semantics §2). */
export function milliseconds(duration: string): number {
  const unit = duration.replace(/^[\d.]+/, '');
  const ms = MILLISECONDS.get(unit);
  if (ms === undefined) throw new Error(`"${duration}" is no duration`);
  return Math.round(Number(duration.slice(0, -unit.length)) * ms);
}
