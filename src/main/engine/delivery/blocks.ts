import type { Condition } from '../../../shared/condition/schema.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { OutboxMessage } from '../../../shared/delivery/outbox.js';
import { journeyZone } from '../../../shared/journey/defaults.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { compileCondition, type CompiledCondition } from '../../../shared/simulation/condition.js';
import { CompileContext, RunContext } from '../../../shared/simulation/context.js';
import { neededColumns, type EventLog } from '../../../shared/simulation/index.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import { Timeline } from '../../../shared/simulation/timeline.js';
import { zoneNamed } from '../../../shared/simulation/zones.js';
import { segmentsOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';

/** Answers the conditions of blocks for one customer at one instant. */
export class BlockVerdicts {
  private readonly run: RunContext;
  private readonly numbers = new Map<string, number>();
  private readonly compiled = new Map<string, CompiledCondition>();

  private constructor(
    private readonly log: EventLog,
    segments: Readonly<Record<string, Condition>>,
  ) {
    this.run = new RunContext(new Timeline(log), segments);
    for (let customer = 0; customer < log.customerCount; customer++)
      this.numbers.set(stringAt(log.customerIds, customer), customer);
  }

  static async create(
    session: Pick<ProjectSession, 'store' | 'logs'>,
    conditions: readonly Condition[],
    signal: AbortSignal,
  ): Promise<BlockVerdicts> {
    const segments = segmentsOf(session);
    // A condition is looked through for the columns that it names as a segment is.
    const columns = neededColumns([], { ...segments, ' blocks': { all: [...conditions] } }, false);
    return new BlockVerdicts(await session.logs.load(columns, signal), segments);
  }

  /** @throws EngineError `invalid` for a condition that asks for the entry itself, which a message in the outbox has no more. */
  holds(condition: Condition, journey: Journey, { userId, dueAt }: OutboxMessage): boolean {
    requireCustomerOnly(condition);
    const customer = this.numbers.get(userId);
    if (customer === undefined) return false;
    const { timeline } = this.run;
    timeline.reset(customer);
    const end = this.log.eventOffsets[customer + 1] ?? 0;
    const compiled = this.compile(condition, journey);
    while (timeline.cursor < end && (this.log.times[timeline.cursor] ?? Infinity) <= dueAt) timeline.cursor++;
    return compiled.holds({ t: dueAt, entry: undefined, event: undefined });
  }

  private compile(condition: Condition, journey: Journey): CompiledCondition {
    const zoneName = journeyZone(journey);
    const key = `${zoneName} ${JSON.stringify(condition)}`;
    const known = this.compiled.get(key);
    if (known) return known;
    const zone = zoneNamed(zoneName);
    if (!zone) throw new EngineError('invalid', `There is no time zone "${zoneName}".`);
    const compiled = compileCondition(condition, new CompileContext(this.run, zone));
    this.compiled.set(key, compiled);
    return compiled;
  }
}

function requireCustomerOnly(condition: Condition): void {
  const parts =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : 'none' in condition ? condition.none : undefined;
  if (parts) {
    for (const part of parts) requireCustomerOnly(part);
    return;
  }
  const asksForEntry =
    'property' in condition || 'message' in condition || ('within' in condition && condition.within === 'journey');
  if (!asksForEntry) return;
  throw new EngineError(
    'invalid',
    'A block of the template asks for the event or the messages of the customer’s entry. Ask for events or traits of the customer instead.',
  );
}
