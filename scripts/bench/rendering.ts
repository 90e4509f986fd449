import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid } from 'liquidjs';
import { loadMjml } from '../../src/main/engine/emails/mjml.js';
import { compileOrRefuse } from '../../src/main/engine/emails/renderer.js';
import type { TokenValue } from '../../src/shared/email/message.js';
import { takeTurns, timed } from './measure.js';
import { faster, type Row } from './report.js';

/** Compiling anew takes so long that a part of the recipients is enough to know what all would take. */
const SAMPLE = 20;

/** Rendering a template that ships for many recipients, against MJML and Liquid by themselves, which compile it for each. */
export async function rendering(rounds: number, recipients: number, resources: string): Promise<Row> {
  const mjml = readFileSync(join(resources, 'templates', 'cart-reminder.mjml'), 'utf8');
  const all = Array.from({ length: recipients }, (_, n) => valuesOf(n));
  const medians = await takeTurns(rounds, [
    { name: 'bare', run: async () => (await timed(() => bare(mjml, all.slice(0, recipients / SAMPLE)))) * SAMPLE },
    { name: 'ours', run: () => timed(() => ours(mjml, all)) },
  ]);
  const what = `${recipients.toLocaleString('en')} messages of one template`;
  return faster('Rendering', what, medians('ours'), medians('bare'), 'mjml and liquidjs, compiling for each recipient', 20);
}

function valuesOf(n: number): Record<string, TokenValue> {
  const items = Array.from({ length: 1 + (n % 5) }, (_, place) => ({
    name: `Product ${String(place)}`,
    price: 10 + place,
    quantity: 1 + (place % 2),
    currency: 'EUR',
  }));
  return {
    customer: { first_name: `Customer ${String(n)}` },
    cart: { items, count: items.length, total: 50, currency: 'EUR' },
    sender: { name: 'The shop', postal_address: 'Way 1, Town', website: 'https://shop.example' },
    unsubscribe_url: `https://shop.example/out/${String(n)}`,
  };
}

async function ours(mjml: string, all: readonly Record<string, TokenValue>[]): Promise<void> {
  const template = await compileOrRefuse({ mjml, text: null }, 'bench');
  const shown = template.blocks.map(() => true);
  for (const values of all) template.render({ values, shown, time: 0, zone: 'UTC' });
}

async function bare(mjml: string, all: readonly Record<string, TokenValue>[]): Promise<void> {
  const { mjml2html, preset } = await loadMjml();
  const liquid = new Liquid();
  liquid.registerFilter('money', (value: unknown) => Number(value).toFixed(2));
  for (const values of all) {
    const written: unknown = await liquid.parseAndRender(mjml.replaceAll(/ show-if='[^']*'/g, ''), values);
    await mjml2html(String(written), {
      presets: [preset],
      validationLevel: 'soft',
      ignoreIncludes: true,
      fonts: {},
      keepComments: false,
    });
  }
}
