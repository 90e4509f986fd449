import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFault } from './address.js';
import { retryDelayMs } from './backoff.js';
import { readReports } from './reports.js';

describe('addresses', () => {
  it('are taken in any script, and refused where they could do harm', () => {
    for (const good of ['ana@example.com', ' Ana.B+x@sub.example.co ', 'żółw@bücher.example', "o'neil@example.org"])
      expect(addressFault(good)).toBeUndefined();
    for (const bad of [
      '',
      'ana',
      '@example.com',
      'a@b',
      'a b@example.com',
      'a@example.com,b@example.com',
      'a@ex\r\nample.com',
      '<a@example.com>',
      'a..b@example.com',
      'a@[127.0.0.1]',
      'a@1.2.3.4',
      `${'a'.repeat(65)}@example.com`,
    ])
      expect(addressFault(bad)).toBeTypeOf('string');
  });
});

it('waits twice as long each time, with jitter, at most four hours', () => {
  expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, 1))).toEqual([60_000, 120_000, 240_000]);
  expect(retryDelayMs(1, 0)).toBe(30_000);
  expect(retryDelayMs(30, 1)).toBe(4 * 3_600_000);
});

describe('what services post', () => {
  const at = Date.parse('2024-05-01T10:00:00Z');
  const read = (content: string) => readReports(content, at);

  it('is read from SendGrid', () => {
    const base = { email: 'a@example.com', timestamp: at / 1000, sg_event_id: 'e1', email_id: 'j/e/a/0/0', 'smtp-id': '<m@x>' };
    const { reports, others } = read(
      JSON.stringify([
        { ...base, event: 'processed' },
        { ...base, event: 'click', url: 'https://example.org' },
        { ...base, event: 'bounce', type: 'blocked', reason: '421' },
      ]),
    );
    expect(others).toBe(1);
    expect(reports[0]).toMatchObject({
      event: 'Email Link Clicked',
      at,
      emailId: 'j/e/a/0/0',
      messageId: 'm@x',
      url: 'https://example.org',
    });
    expect(reports[1]).toMatchObject({ event: 'Email Bounced', bounce: 'soft', detail: '421' });
  });

  it('is read from Mandrill, as a form and as JSON', () => {
    const events = [
      { event: 'hard_bounce', ts: at / 1000, _id: 'm1', msg: { metadata: { email_id: 'j/e/a/0/0' }, diag: '550 no+body' } },
    ];
    const expected = [
      expect.objectContaining({ event: 'Email Bounced', bounce: 'hard', at, emailId: 'j/e/a/0/0', detail: '550 no+body' }),
    ];
    expect(read(JSON.stringify(events)).reports).toEqual(expected);
    expect(read(`mandrill_events=${encodeURIComponent(JSON.stringify(events))}`).reports).toEqual(expected);
  });

  it('is read from Amazon SES, with and without SNS', () => {
    const event = {
      eventType: 'Complaint',
      mail: { messageId: 's1', headers: [{ name: 'Message-ID', value: '<m@x>' }] },
      complaint: { timestamp: '2024-05-01T10:00:00.000Z' },
    };
    const expected = [expect.objectContaining({ event: 'Email Marked as Spam', at, messageId: 'm@x' })];
    expect(read(JSON.stringify(event)).reports).toEqual(expected);
    expect(read(JSON.stringify({ Type: 'Notification', Message: JSON.stringify(event) })).reports).toEqual(expected);
  });

  it('is read from Postmark and Mailgun, a line each', () => {
    const postmark = { RecordType: 'Open', MessageID: 'p1', ReceivedAt: '2024-05-01T10:00:00Z', Metadata: { message_id: 'm@x' } };
    const mailgun = {
      signature: {},
      'event-data': {
        event: 'failed',
        severity: 'permanent',
        timestamp: at / 1000 + 0.5,
        id: 'g1',
        message: { headers: { 'message-id': 'm@x' } },
      },
    };
    const { reports } = read(`${JSON.stringify(postmark)}\n${JSON.stringify(mailgun)}\n`);
    expect(reports).toEqual([
      expect.objectContaining({ vendor: 'postmark', event: 'Email Opened', at, messageId: 'm@x' }),
      expect.objectContaining({ vendor: 'mailgun', event: 'Email Bounced', bounce: 'hard', at: at + 500 }),
    ]);
  });

  it('is told from what is none of it', () => {
    expect(read('[{"hello": 1}, 3]')).toMatchObject({ reports: [], unknown: 2 });
    expect(read('not json')).toMatchObject({ reports: [], unknown: 1 });
    expect(read('mandrill_events=%zz')).toMatchObject({ reports: [] });
  });

  it('is refused where its time cannot be, and never breaks on what it is not', () => {
    const event = { event: 'open', sg_event_id: '1' };
    for (const timestamp of [1e300, -1e20, at / 1000 + 3 * 86_400, 0])
      expect(read(JSON.stringify({ ...event, timestamp }))).toMatchObject({ reports: [], unknown: 1 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.string().map((text) => `mandrill_events=${text}`),
        ),
        (content) => {
          expect(read(content).reports).toEqual([]);
        },
      ),
    );
    expect(read(`{"__proto__":{"event":"open"},"constructor":1}`).reports).toEqual([]);
  });
});
