import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const data = fileURLToPath(new URL('./data/', import.meta.url));

/** What a refused case must name: a place in a document, or one of some nodes. */
const expectedErrorSchema = z.object({ path: z.string().optional(), nodes: z.array(z.string()).optional() });
export type ExpectedError = z.infer<typeof expectedErrorSchema>;

/** A worked example of the semantics: one folder of `data/`. `data/README.md` tells what the files are. */
export interface WorkedCase {
  name: string;
  /** The options of `waypost simulate`, without the files to write. */
  args: string[];
  expected: { csv: string; json: unknown } | { error: ExpectedError };
}

export function readCases(): WorkedCase[] {
  return readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => readCase(name));
}

function readCase(name: string): WorkedCase {
  const folder = join(data, name);
  const file = (path: string): string => join(folder, path);
  const text = (path: string): string => readFileSync(file(path), 'utf8');
  const option = (flag: string, path: string): string[] => (existsSync(file(path)) ? [flag, file(path)] : []);
  const journeys = existsSync(file('journeys')) ? readdirSync(file('journeys')).sort().map((each) => file(join('journeys', each))) : [file('journey.json')];
  const further = existsSync(file('args')) ? text('args').trim().split(/\s+/) : [];
  const args = [
    ...journeys, '--events', ['events.csv', 'events.ndjson'].map(file).find(existsSync) ?? '',
    ...option('--customers', 'customers.csv'), ...option('--segments', 'segments.json'), ...option('--responses', 'responses.json'), ...further,
  ];
  const expected = existsSync(file('expected-error.json'))
    ? { error: expectedErrorSchema.parse(JSON.parse(text('expected-error.json'))) }
    : { csv: text('expected.csv'), json: JSON.parse(text('expected.json')) as unknown };
  return { name, args, expected };
}

/** `nodes[0].config.on` → `/nodes/0/config/on` */
export function pointerOf(path: string): string {
  return `/${path.replaceAll(/\[(\d+)\]/g, '.$1').split('.').join('/')}`;
}
