import type { WhyAttempt, WhyOutcome } from '../../../shared/simulation/why/schema.js';
import { formatDateTime, type Tone } from '../../ui/index.js';

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;

/** Instants within a sentence of the engine as the reader writes them. */
export function withDates(text: string, zone: string): string {
  return text.replaceAll(INSTANT, (instant) => formatDateTime(instant, zone));
}

const LABELS: Record<WhyOutcome, string> = {
  reached: 'came here',
  suppressed: 'came here, not sent',
  diverged: 'went another way',
  waiting: 'still under way',
  ended: 'ended before',
  refused: 'did not start',
  heldOut: 'held out',
  silent: 'never started',
};

export function outcomeLabel({ outcome }: WhyAttempt): string {
  return LABELS[outcome];
}

export function outcomeTone({ outcome }: WhyAttempt): Tone {
  if (outcome === 'reached') return 'success';
  return outcome === 'suppressed' ? 'warning' : 'neutral';
}

/** The answer in one sentence. */
export function answer(userId: string, title: string, reached: number): string {
  if (reached === 0) return `${userId} did not come to “${title}”.`;
  return `${userId} came to “${title}” ${reached === 1 ? 'once' : `${String(reached)} times`}.`;
}
