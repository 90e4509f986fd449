import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EngineError } from '../../../shared/contract/error.js';
import { emailIdOf, type OutboxMessage } from '../../../shared/delivery/outbox.js';
import { readReports, type DeliveryReport } from '../../../shared/delivery/reports.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { reportTexts } from './report-texts.js';

export interface ImportedReports {
  read: number;
  /** Those that speak of a message of this project. */
  matched: number;
  imported: number;
  duplicates: number;
  unknown: number;
  events: Record<string, number>;
}

/**
 * Takes what services posted into the log, each report matched to its message. The same file again changes nothing: reports have
 * names. An address that bounced for good or complained goes on the suppression list.
 * @throws EngineError `invalid` for a file that holds nothing a service sends, `io`, `cancelled`.
 */
export async function importReports(
  { store, log }: Pick<ProjectSession, 'store' | 'log'>,
  files: readonly string[],
  call: Call,
  now = Date.now(),
): Promise<ImportedReports> {
  const result: ImportedReports = { read: 0, matched: 0, imported: 0, duplicates: 0, unknown: 0, events: {} };
  const suppressed = new Map<string, string>();
  const matcher = new Matcher(store.outbox.all().filter(({ kind }) => kind === 'email'));
  const folder = mkdtempSync(join(tmpdir(), 'waypost-reports-'));
  try {
    const file = join(folder, 'delivery.ndjson');
    const lines = logLines(files, matcher, { result, suppressed, call, now });
    await pipeline(Readable.from(lines), createWriteStream(file));
    if (result.matched === 0) return result;
    const { imported, duplicates } = await log.import({ events: [file] }, call);
    for (const [address, reason] of suppressed) store.suppressions.add(address, reason);
    return { ...result, imported, duplicates };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Reading {
  result: ImportedReports;
  /** Addresses that nothing is sent to any more, with the reason. */
  suppressed: Map<string, string>;
  call: Call;
  now: number;
}

/** The events of the log that the reports make, as lines of JSON. */
async function* logLines(files: readonly string[], matcher: Matcher, reading: Reading): AsyncGenerator<string> {
  const { result, suppressed, call, now } = reading;
  for (const file of files) {
    let known = 0;
    for await (const text of reportTexts(file, call)) {
      const { reports, others, unknown } = readReports(text, now);
      known += reports.length + others;
      result.read += reports.length + others + unknown;
      result.unknown += unknown;
      const lines: string[] = [];
      for (const report of reports) {
        const row = matcher.rowOf(report);
        if (!row) continue;
        result.matched++;
        result.events[report.event] = (result.events[report.event] ?? 0) + 1;
        const reason = reasonToSuppress(report);
        if (reason !== undefined && row.address !== '') suppressed.set(row.address, reason);
        lines.push(`${JSON.stringify(logEvent(report, row))}\n`);
      }
      if (lines.length > 0) yield lines.join('');
    }
    if (known > 0) continue;
    throw new EngineError(
      'invalid',
      `${basename(file)} holds nothing that SendGrid, Mandrill, Amazon SES, Postmark or Mailgun post to a webhook.`,
    );
  }
}

/** Finds the message that a report speaks of: by the key that it was sent with, its `Message-ID`, or what the service said of it. */
class Matcher {
  private readonly byEmailId: ReadonlyMap<string, OutboxMessage>;
  private readonly byMessageId: ReadonlyMap<string, OutboxMessage>;
  private readonly byAnswer: ReadonlyMap<string, OutboxMessage>;

  constructor(rows: readonly OutboxMessage[]) {
    this.byEmailId = new Map(rows.map((row) => [emailIdOf(row), row]));
    this.byMessageId = new Map(rows.flatMap((row) => (row.messageId === '' ? [] : [[row.messageId, row]])));
    this.byAnswer = new Map(rows.flatMap((row) => namesIn(row.answer).map((name): [string, OutboxMessage] => [name, row])));
  }

  rowOf({ emailId = '', messageId = '', serviceId = '' }: DeliveryReport): OutboxMessage | undefined {
    return this.byEmailId.get(emailId) ?? this.byMessageId.get(messageId) ?? this.byAnswer.get(serviceId);
  }
}

/** The words of an answer ("250 Ok 0102018f…-000000") that are long enough to name one message. */
function namesIn(answer: string): string[] {
  return answer.split(/[\s<>()]+/).filter((word) => word.length >= 16 && /\d/.test(word));
}

function reasonToSuppress({ event, bounce, detail }: DeliveryReport): string | undefined {
  if (event === 'Email Marked as Spam') return 'Marked a message as spam.';
  return bounce === 'hard' ? `Bounced for good: ${detail ?? 'no reason given'}` : undefined;
}

function logEvent({ vendor, id, event, at, bounce, url, detail }: DeliveryReport, row: OutboxMessage): Record<string, unknown> {
  return {
    userId: row.userId,
    event,
    timestamp: new Date(at).toISOString(),
    messageId: `${vendor}/${id}`,
    properties: {
      email_id: emailIdOf(row),
      journey: row.journey,
      node: row.node,
      ...(row.variant !== '' && { variant: row.variant }),
      ...(bounce !== undefined && { type: bounce }),
      ...(url !== undefined && { url }),
      ...(detail !== undefined && { reason: detail }),
    },
  };
}
