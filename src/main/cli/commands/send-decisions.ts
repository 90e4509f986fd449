import { EngineError } from '../../../shared/contract/error.js';
import { DECIDABLE, type Decision, type OutboxMessage, type OutboxState } from '../../../shared/delivery/outbox.js';
import type { ProjectDelivery } from '../../engine/delivery/service.js';
import type { OutboxFilter, OutboxTable } from '../../store/project/outbox.js';
import { EXIT, UsageError } from '../failures.js';
import type { CommandRun } from '../session.js';
import { textTable } from '../table.js';

/** What a person may say, in the words of the command line. */
export const DECISION_OPTIONS = ['send', 'drop', 'arrived'] as const;
type DecisionOption = (typeof DECISION_OPTIONS)[number];

const DECISIONS: Readonly<Record<DecisionOption, { decision: Decision; words: string }>> = {
  send: { decision: 'send', words: 'go back into the queue and leave with --due' },
  drop: { decision: 'drop', words: 'are dropped and never leave' },
  arrived: { decision: 'wasSent', words: 'count as sent' },
};
/** What waits for a person. */
const WAITING: readonly OutboxState[] = ['held', 'doubtful'];

export interface DecisionOptions {
  /** Which are listed; those that wait for a person where it is true. */
  list?: OutboxState | true | undefined;
  decide?: DecisionOption | undefined;
  id?: readonly number[] | undefined;
  state?: OutboxState | undefined;
  journey?: string | undefined;
  confirm?: number | undefined;
}

/** Lists messages and calls of the outbox, newest first. */
export function listOutbox(run: CommandRun, outbox: OutboxTable, { list, journey }: DecisionOptions): void {
  const states = list === undefined || list === true ? WAITING : [list];
  const rows = states.flatMap((status) => wholePage(outbox, { status, journey }));
  if (run.json) {
    run.printJson(rows.map((row) => ({ ...row, dueAt: iso(row.dueAt), nextAt: iso(row.nextAt), changedAt: iso(row.changedAt) })));
    return;
  }
  if (rows.length === 0) run.print(`Nothing is ${states.join(' or ')}.\n`);
  else
    run.print(
      textTable(
        ['id', 'state', 'kind', 'journey', 'step', 'customer', 'due', 'why'],
        rows.map(({ id, status, kind, journey: owner, node, userId, dueAt, reason }) => {
          return [id, status, kind, owner, node, userId, iso(dueAt), reason];
        }),
      ),
    );
}

/**
 * A person's word on messages and calls: without the number it only says how many it would concern. @returns the exit code.
 * @throws UsageError where nothing is named; EngineError `conflict` for another number.
 */
export function decideOutbox(run: CommandRun, delivery: ProjectDelivery, outbox: OutboxTable, options: DecisionOptions): number {
  const { decide = 'drop', confirm } = options;
  const { decision, words } = DECISIONS[decide];
  const rows = chosen(outbox, options).filter(({ status }) => DECIDABLE[decision].includes(status));
  const calls = rows.filter(({ kind }) => kind === 'webhook').length;
  const facts = { decision: decide, messages: rows.length - calls, calls, ids: rows.map(({ id }) => id) };
  if (confirm === undefined) {
    if (run.json) run.printJson({ ...facts, confirm: rows.length });
    else {
      const hint = rows.length === 0 ? '' : ` To do it, add --confirm ${String(rows.length)}.`;
      run.print(`${String(facts.messages)} messages and ${String(calls)} calls ${words}.${hint}\n`);
    }
    return EXIT.done;
  }
  if (confirm !== rows.length)
    throw new EngineError(
      'conflict',
      `It would now be ${String(rows.length)}, not ${String(confirm)}. Look again without --confirm.`,
    );
  const applied = delivery.decide(facts.ids, decision);
  if (run.json) run.printJson({ ...facts, applied });
  else run.print(`Done: ${String(applied)}.\n`);
  return EXIT.done;
}

function chosen(outbox: OutboxTable, { id, state, journey }: DecisionOptions): OutboxMessage[] {
  if (id !== undefined) {
    if (state !== undefined) throw new UsageError('Give --id or --state, not both.');
    return [...new Set(id)].map((each) => {
      const row = outbox.get(each);
      if (!row) throw new UsageError(`The outbox has no message ${String(each)}. List them with --list.`);
      return row;
    });
  }
  if (state === undefined) throw new UsageError('Say which with --id N… or --state held|doubtful|failed|queued.');
  return wholePage(outbox, { status: state, journey });
}

function wholePage(outbox: OutboxTable, filter: OutboxFilter): OutboxMessage[] {
  return outbox.page(filter, 0, Number.MAX_SAFE_INTEGER).rows;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
