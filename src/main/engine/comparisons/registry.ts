import { EngineError } from '../../../shared/contract/error.js';
import type { TreatedCustomers } from './treated.js';

/** The latest comparison of an open project, which can still be looked into. */
export class ComparisonRegistry {
  private latest: { name: string; treated: TreatedCustomers } | undefined;
  private count = 0;

  /** Keeps a comparison in place of the earlier one. @returns its name. */
  keep(treated: TreatedCustomers): string {
    this.count += 1;
    const name = `comparison-${String(this.count)}`;
    this.latest = { name, treated };
    return name;
  }

  /** @throws EngineError `notFound` for a comparison that is gone. */
  get(name: string): TreatedCustomers {
    if (this.latest?.name === name) return this.latest.treated;
    throw new EngineError('notFound', 'That comparison is no longer kept. Compare again.');
  }

  clear(): void {
    this.latest = undefined;
  }
}
