import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/**
 * A small JSON file of the engine's own (settings, recent projects). It is replaced as a whole, so that a crash leaves
 * the old or the new one; a file that cannot be read is set aside and told of.
 */
export class JsonFile<Value> {
  constructor(
    private readonly path: string,
    private readonly schema: z.ZodType<Value>,
    private readonly empty: () => Value,
    private readonly onBroken: (note: string) => void,
  ) {}

  read(): Value {
    if (!existsSync(this.path)) return this.empty();
    const parsed = this.schema.safeParse(parseJson(readFileSync(this.path, 'utf8')));
    if (parsed.success) return parsed.data;
    const aside = this.path.replace(/\.json$/, `.broken-${new Date().toISOString().replaceAll(':', '-')}.json`);
    renameSync(this.path, aside);
    this.onBroken(`${this.path} could not be read. It was kept as ${aside}, and Waypost starts it anew.`);
    return this.empty();
  }

  write(value: Value): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const unfinished = `${this.path}.${String(process.pid)}.tmp`;
    writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`, { flush: true });
    renameSync(unfinished, this.path);
  }
}

/** `undefined`, which no schema here takes, for a text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
