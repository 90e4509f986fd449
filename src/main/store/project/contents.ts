import { createHash } from 'node:crypto';
import { z } from 'zod';
import { conditionSchema, type Condition } from '../../../shared/condition/schema.js';
import type { LiveContents } from '../../../shared/delivery/activation.js';
import { templateSchema, type Template } from '../../../shared/email/template.js';
import type { SqliteDatabase } from './sqlite.js';

const templateContentSchema = templateSchema.pick({ mjml: true, text: true });
export type TemplateContent = Pick<Template, 'mjml' | 'text'>;

/**
 * Templates and segments as live journeys took them along, by the hash of what they hold: what two versions share lies here once, and whether
 * something changed since is a comparison of hashes. A content is on the disk once an activation that names it is (`DeliveryTable.put`).
 */
export class ContentTable {
  /** What was hashed and is not on the disk. */
  private readonly seen = new Map<string, string>();

  constructor(private readonly database: SqliteDatabase) {}

  /** @returns the hash under which `template` finds the content again. */
  ofTemplate({ mjml, text }: TemplateContent): string {
    return this.hashed(JSON.stringify({ mjml, text }));
  }

  /** @returns the hash under which `segment` finds the condition again. */
  ofSegment(condition: Condition): string {
    return this.hashed(JSON.stringify(condition));
  }

  /** @throws RangeError for a hash of nothing that was kept. */
  template(hash: string): TemplateContent {
    return templateContentSchema.parse(this.read(hash));
  }

  /** @throws RangeError for a hash of nothing that was kept. */
  segment(hash: string): Condition {
    return conditionSchema.parse(this.read(hash));
  }

  /** Writes what is named to the disk; inside the transaction of who names it. */
  keep({ templates, segments }: LiveContents): void {
    const insert = this.database.prepare('INSERT OR IGNORE INTO live_contents (hash, content) VALUES (?, ?)');
    for (const hash of [...Object.values(templates), ...Object.values(segments)]) {
      const content = this.seen.get(hash);
      if (content !== undefined) insert.run(hash, content);
      this.seen.delete(hash);
    }
  }

  private hashed(content: string): string {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 32);
    if (!this.stored(hash)) this.seen.set(hash, content);
    return hash;
  }

  private stored(hash: string): string | undefined {
    const content: unknown = this.database.prepare('SELECT content FROM live_contents WHERE hash = ?').pluck().get(hash);
    return z.string().optional().parse(content);
  }

  private read(hash: string): unknown {
    const content = this.seen.get(hash) ?? this.stored(hash);
    if (content === undefined) throw new RangeError(`The project holds no content ${hash}`);
    return JSON.parse(content);
  }
}
