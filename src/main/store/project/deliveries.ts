import { z } from 'zod';
import { activationSchema, type Activation } from '../../../shared/delivery/activation.js';
import { DEFAULT_DELIVERY, deliverySettingsSchema, type DeliverySettings } from '../../../shared/delivery/settings.js';
import type { ContentTable } from './contents.js';
import type { SqliteDatabase } from './sqlite.js';

const rowSchema = z.object({
  journey: z.string(),
  kind: z.string(),
  name: z.string(),
  status: z.string(),
  activated_at: z.number(),
  changed_at: z.number(),
  versions: z.string(),
});
const SETTINGS_KEY = 'delivery';
/** Where this project was when sending was started. */
const PLACE_KEY = 'delivery.place';
/** Nothing that fell due before is sent without a question. */
const HELD_BEFORE_KEY = 'delivery.heldBefore';

/** Journeys and campaigns that send, and how this project sends. No credentials are kept here. */
export class DeliveryTable {
  constructor(
    private readonly database: SqliteDatabase,
    private readonly contents: Pick<ContentTable, 'keep'>,
  ) {}

  settings(): DeliverySettings {
    const text = this.note(SETTINGS_KEY);
    return text === undefined ? DEFAULT_DELIVERY : deliverySettingsSchema.parse(JSON.parse(text));
  }

  saveSettings(settings: DeliverySettings): void {
    this.keep(SETTINGS_KEY, JSON.stringify(deliverySettingsSchema.parse(settings)));
  }

  /** Lets messages leave from this place, or stops them. @param place names the folder itself: a copy has another. */
  run(running: boolean, place: string): void {
    this.saveSettings({ ...this.settings(), running });
    this.keep(PLACE_KEY, place);
  }

  /**
   * Stops sending when the project is not the one that was sending: a copy must not send what the first one sends.
   * @returns whether it was stopped.
   */
  stopElsewhere(place: string): boolean {
    const settings = this.settings();
    if (!settings.running || this.note(PLACE_KEY) === place) return false;
    this.saveSettings({ ...settings, running: false });
    return true;
  }

  /** UTC ms: nothing that fell due before it is sent without a question. */
  heldBefore(): number {
    return Number(this.note(HELD_BEFORE_KEY) ?? 0);
  }

  setHeldBefore(at: number): void {
    this.keep(HELD_BEFORE_KEY, String(at));
  }

  /** In the order in which they were activated. */
  activations(): Activation[] {
    const rows = this.database
      .prepare('SELECT journey, kind, name, status, activated_at, changed_at, versions FROM activations ORDER BY rowid')
      .all();
    return z
      .array(rowSchema)
      .parse(rows)
      .map(({ activated_at: activatedAt, changed_at: changedAt, versions, ...row }) =>
        activationSchema.parse({ ...row, activatedAt, changedAt, versions: JSON.parse(versions) as unknown }),
      );
  }

  activation(journey: string): Activation | undefined {
    return this.activations().find((each) => each.journey === journey);
  }

  /** Adds an activation or replaces that of its journey, with the templates and segments that it takes along. */
  put({ journey, kind, name, status, activatedAt, changedAt, versions }: Activation): void {
    const insert = this.database.prepare(
      `INSERT INTO activations (journey, kind, name, status, activated_at, changed_at, versions) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (journey) DO UPDATE SET kind = excluded.kind, name = excluded.name, status = excluded.status,
         activated_at = excluded.activated_at, changed_at = excluded.changed_at, versions = excluded.versions`,
    );
    this.database
      .transaction(() => {
        for (const { contents } of versions) if (contents) this.contents.keep(contents);
        insert.run(journey, kind, name, status, activatedAt, changedAt, JSON.stringify(versions));
      })
      .immediate();
  }

  private note(key: string): string | undefined {
    const text: unknown = this.database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key);
    return typeof text === 'string' ? text : undefined;
  }

  private keep(key: string, value: string): void {
    this.database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
  }
}
