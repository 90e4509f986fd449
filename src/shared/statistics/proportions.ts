/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** A share with the interval that holds the true one with 95 % confidence; all of 0 … 1 (differences: −1 … 1). */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * The share `successes / trials` with Wilson's score interval, 95 %.
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927) 209–212.
 * @param trials more than 0, `successes` between 0 and it.
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  const value = successes / trials;
  const square = Z * Z;
  const centre = (value + square / (2 * trials)) / (1 + square / trials);
  const half = (Z * Math.sqrt((value * (1 - value)) / trials + square / (4 * trials * trials))) / (1 + square / trials);
  // At the ends rounding must not push the interval off the value.
  return {
    value,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}

/**
 * The difference of two independent shares, `first − second`, with the score interval by Newcombe's method 10 (no continuity correction), 95 %.
 * R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven methods,
 * Statistics in Medicine 17 (1998) 873–890.
 * @param first, second each of more than 0 trials.
 */
export function differenceInterval(
  first: { successes: number; trials: number },
  second: { successes: number; trials: number },
): Interval {
  const one = wilsonInterval(first.successes, first.trials);
  const two = wilsonInterval(second.successes, second.trials);
  const value = one.value - two.value;
  return {
    value,
    low: value - Math.hypot(one.value - one.low, two.high - two.value),
    high: value + Math.hypot(one.high - one.value, two.value - two.low),
  };
}
