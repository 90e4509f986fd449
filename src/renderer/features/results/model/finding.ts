import type { Finding } from '../../../../shared/simulation/story.js';

/** The leaves of a finding: the questions that were really asked of the customer. */
export function findingLeaves(finding: Finding): Finding[] {
  return finding.parts.length === 0 ? [finding] : finding.parts.flatMap(findingLeaves);
}

/**
 * A finding in one line, for where its tree is folded: what a leaf saw, or how many parts of a group hold.
 * An example: "3 views" or "2 of 3 hold".
 */
export function findingSummary(finding: Finding): string {
  if (finding.parts.length === 0) return finding.saw || finding.words;
  const hold = finding.parts.filter((part) => part.holds).length;
  return `${hold} of ${finding.parts.length} hold`;
}

/** A finding as indented lines of text. */
export function findingLines(finding: Finding, depth = 0): string[] {
  const saw = finding.saw ? ` (saw ${finding.saw})` : '';
  const line = `${'  '.repeat(depth)}${finding.holds ? '✓' : '✗'} ${finding.words}${saw}`;
  return [line, ...finding.parts.flatMap((part) => findingLines(part, depth + 1))];
}
