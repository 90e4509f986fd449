import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/journey/schema.js';
import { addMessage, emptyMessages, type MessageColumns } from '../../../shared/simulation/messages.js';
import { runCharts } from './charts.js';

const at = (text: string): number => Date.parse(text);

function messagesOf(rows: readonly [time: string, customer: number, outcome: number][]): MessageColumns {
  const messages = emptyMessages();
  for (const [time, customer, outcome] of rows) addMessage(messages, at(time), customer, 0, 0, 0, -1, outcome);
  return messages;
}

const journey = (timezone: string): Journey => ({
  format: 'waypost/journey',
  version: 1,
  id: 'j',
  name: 'J',
  timezone,
  nodes: [{ id: 'mail', type: 'email', config: { template: 'hello' } }],
  edges: [],
});

function chartsOf(rows: readonly [time: string, customer: number, outcome: number][], from: string, to: string, zone = 'UTC') {
  const messages = messagesOf(rows);
  const [charts] = runCharts({ journeys: [journey(zone)], messages, customerCount: 5, from: at(from), to: at(to) });
  if (!charts) throw new Error('No charts');
  return charts;
}

describe('runCharts', () => {
  it('counts days and hours by the clock of the journey, also where it changes', () => {
    const charts = chartsOf(
      [
        ['2024-03-30T22:30:00Z', 0, 0],
        ['2024-03-30T23:30:00Z', 0, 0],
        ['2024-03-31T22:30:00Z', 1, 1],
      ],
      '2024-03-30T00:00:00Z',
      '2024-03-31T23:00:00Z',
      'Europe/Berlin',
    );
    expect(charts.zone).toBe('Europe/Berlin');
    expect(charts.perDay).toEqual([
      { day: '2024-03-30', sent: 1, suppressed: 0 },
      { day: '2024-03-31', sent: 1, suppressed: 0 },
      { day: '2024-04-01', sent: 0, suppressed: 1 },
    ]);
    expect([charts.perHour[23], charts.perHour[0]]).toEqual([1, 1]);
    expect(charts.perNode).toEqual({ mail: { sent: 2, suppressed: 1 } });
  });

  it('counts messages of each UTC day of the period, the empty ones too', () => {
    const { perDay } = chartsOf(
      [
        ['2024-01-01T00:00:00Z', 0, 0],
        ['2024-01-01T23:59:59.999Z', 0, 1],
        ['2024-01-03T12:00:00Z', 1, 0],
      ],
      '2024-01-01T00:00:00Z',
      '2024-01-04T00:00:00Z',
    );
    expect(perDay).toEqual([
      { day: '2024-01-01', sent: 1, suppressed: 1 },
      { day: '2024-01-02', sent: 0, suppressed: 0 },
      { day: '2024-01-03', sent: 1, suppressed: 0 },
      { day: '2024-01-04', sent: 0, suppressed: 0 },
    ]);
  });

  it('counts sent messages by hour, also before 1970', () => {
    const { perHour } = chartsOf(
      [
        ['1969-12-31T23:30:00Z', 0, 0],
        ['2024-01-01T23:00:00Z', 0, 0],
        ['2024-01-01T05:00:00Z', 0, 2],
      ],
      '1969-12-31T00:00:00Z',
      '1970-01-02T00:00:00Z',
    );
    expect(perHour[23]).toBe(2);
    expect(perHour.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('counts customers by what they were sent, whatever the order of the parts', () => {
    const { perCustomer } = chartsOf(
      [
        ['2024-01-05T00:00:00Z', 3, 0],
        ['2024-01-01T00:00:00Z', 3, 0],
        ['2024-01-02T00:00:00Z', 1, 0],
        ['2024-01-02T00:00:00Z', 2, 1],
      ],
      '2024-01-01T00:00:00Z',
      '2024-01-05T00:00:00Z',
    );
    expect(perCustomer).toEqual([
      { messages: 1, customers: 1 },
      { messages: 2, customers: 1 },
    ]);
  });

  it('finds the most messages in any seven days; the lower edge is outside', () => {
    const rows: [string, number, number][] = [
      ['2024-01-01T00:00:00Z', 0, 0],
      ['2024-01-02T00:00:00Z', 0, 0],
      ['2024-01-08T00:00:00Z', 0, 0],
      ['2024-01-08T12:00:00Z', 0, 0],
      ['2024-01-03T00:00:00Z', 1, 0],
    ];
    expect(chartsOf(rows, '2024-01-01T00:00:00Z', '2024-01-09T00:00:00Z').mostInAWeek).toBe(3);
  });

  it('is empty without messages', () => {
    expect(chartsOf([], '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z')).toEqual({
      zone: 'UTC',
      perDay: [{ day: '2024-01-01', sent: 0, suppressed: 0 }],
      perHour: new Array(24).fill(0),
      perNode: { mail: { sent: 0, suppressed: 0 } },
      delayed: 0,
      perCustomer: [],
      mostInAWeek: 0,
    });
  });
});
