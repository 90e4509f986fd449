/** Where and when random runs take place: days on which clocks change in ways that differ, and an ordinary one. */
export interface Place {
  /** UTC ms at which the log begins. */
  start: number;
  /** The local day of the change, `YYYY-MM-DD`. */
  day: string;
  zones: readonly string[];
}

function place(start: string, day: string, zones: readonly string[]): Place {
  return { start: Date.parse(start), day, zones };
}

export const PLACES: readonly Place[] = [
  place('2024-01-01T10:00Z', '2024-01-01', ['UTC', 'Asia/Kathmandu', 'America/New_York']),
  // 02:00 to 03:00 is skipped, and comes twice.
  place('2024-03-30T22:00Z', '2024-03-31', ['Europe/Berlin', 'UTC', 'America/New_York']),
  place('2024-10-26T22:00Z', '2024-10-27', ['Europe/Berlin', 'UTC', 'Australia/Lord_Howe']),
  place('2024-11-03T03:00Z', '2024-11-03', ['America/New_York', 'Europe/Berlin']),
  // Half an hour is skipped, and comes twice.
  place('2024-10-05T13:00Z', '2024-10-06', ['Australia/Lord_Howe', 'UTC']),
  place('2024-04-06T12:00Z', '2024-04-07', ['Australia/Lord_Howe', 'UTC']),
  // The day begins at one o'clock.
  place('2024-04-25T20:00Z', '2024-04-26', ['Africa/Cairo', 'UTC']),
  place('2024-09-08T01:00Z', '2024-09-08', ['America/Santiago', 'Europe/Berlin']),
  // The last hour of a day comes twice.
  place('2024-04-07T01:00Z', '2024-04-06', ['America/Santiago', 'UTC']),
];

export const MINUTE = 60_000;
export const DAY = 86_400_000;
/** The distance of neighbours on the grid on which events lie, and with them the ends of windows and waits. */
export const STEP = 10 * MINUTE;
