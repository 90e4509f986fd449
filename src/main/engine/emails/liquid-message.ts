import type { LiquidError } from 'liquidjs';

/** What Liquid says, without its place, which is told apart or means nothing to anybody. */
export function liquidMessage(error: LiquidError): string {
  const [first = ''] = error.message.split('\n');
  return `Liquid: ${first.replace(/, (file|line):?.*$/, '')}.`;
}
