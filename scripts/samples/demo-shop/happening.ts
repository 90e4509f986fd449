import type { Scalar } from '../../../src/shared/condition/comparison.js';

/** Something a customer does or gets, before it becomes a line of the log. */
export interface Happening {
  /** UTC milliseconds. */
  at: number;
  event: string;
  properties: Record<string, Scalar>;
}
