import { z } from 'zod';
import { activationSchema, type Activation } from '../../../shared/delivery/activation.js';
import { DEFAULT_DELIVERY, deliverySettingsSchema, type DeliverySettings } from '../../../shared/delivery/settings.js';
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

/** Journeys and campaigns that send, and how this project sends. No credentials are kept here. */
export class DeliveryTable {
  constructor(private readonly database: SqliteDatabase) {}

  settings(): DeliverySettings {
    const text: unknown = this.database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(SETTINGS_KEY);
    return typeof text === 'string' ? deliverySettingsSchema.parse(JSON.parse(text)) : DEFAULT_DELIVERY;
  }

  saveSettings(settings: DeliverySettings): void {
    this.database
      .prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)')
      .run(SETTINGS_KEY, JSON.stringify(deliverySettingsSchema.parse(settings)));
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

  /** Adds an activation or replaces that of its journey. */
  put({ journey, kind, name, status, activatedAt, changedAt, versions }: Activation): void {
    this.database
      .prepare(
        `INSERT INTO activations (journey, kind, name, status, activated_at, changed_at, versions) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (journey) DO UPDATE SET kind = excluded.kind, name = excluded.name, status = excluded.status,
         activated_at = excluded.activated_at, changed_at = excluded.changed_at, versions = excluded.versions`,
      )
      .run(journey, kind, name, status, activatedAt, changedAt, JSON.stringify(versions));
  }
}
