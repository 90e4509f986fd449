import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { EngineError } from '../../../shared/contract/error.js';
import { emailIdOf, type OutboxMessage } from '../../../shared/delivery/outbox.js';
import { readReports, type DeliveryReport } from '../../../shared/delivery/reports.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';

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
 * @throws EngineError `invalid` for a file that holds nothing a service sends, `io`.
 */
export async function importReports(
  { store, log }: Pick<ProjectSession, 'store' | 'log'>,
  files: readonly string[],
  call: Call,
): Promise<ImportedReports> {
  const reports: DeliveryReport[] = [];
  const result: ImportedReports = { read: 0, matched: 0, imported: 0, duplicates: 0, unknown: 0, events: {} };
  for (const file of files) {
    const found = readReports(readFileSync(file, 'utf8'));
    if (found.reports.length + found.others === 0) {
      throw new EngineError(
        'invalid',
        `${basename(file)} holds nothing that SendGrid, Mandrill, Amazon SES, Postmark or Mailgun post to a webhook.`,
      );
    }
    reports.push(...found.reports);
    result.read += found.reports.length + found.others + found.unknown;
    result.unknown += found.unknown;
  }
  const rows = store.outbox.all();
  const byEmailId = new Map(rows.map((row) => [emailIdOf(row), row]));
  const byMessageId = new Map(rows.flatMap((row) => (row.messageId === '' ? [] : [[row.messageId, row]])));
  const matched = reports.flatMap((report) => {
    const row = byEmailId.get(report.emailId ?? '') ?? byMessageId.get(report.messageId ?? '');
    return row ? [{ report, row }] : [];
  });
  result.matched = matched.length;
  if (matched.length === 0) return result;
  const imported = await intoLog(log, matched, call);
  for (const { report, row } of matched) {
    result.events[report.event] = (result.events[report.event] ?? 0) + 1;
    if (row.address === '') continue;
    if (report.event === 'Email Marked as Spam') store.suppressions.add(row.address, 'Marked a message as spam.');
    if (report.bounce === 'hard') store.suppressions.add(row.address, `Bounced for good: ${report.detail ?? 'no reason given'}`);
  }
  return { ...result, ...imported };
}

interface Matched {
  report: DeliveryReport;
  row: OutboxMessage;
}

async function intoLog(
  log: ProjectSession['log'],
  matched: readonly Matched[],
  call: Call,
): Promise<{ imported: number; duplicates: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-reports-'));
  try {
    const file = join(folder, 'delivery.ndjson');
    writeFileSync(file, matched.map((each) => `${JSON.stringify(logEvent(each))}\n`).join(''));
    const { imported, duplicates } = await log.import({ events: [file] }, call);
    return { imported, duplicates };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function logEvent({ report, row }: Matched): Record<string, unknown> {
  const { vendor, id, event, at, bounce, url, detail } = report;
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
