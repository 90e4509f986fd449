/**
 * Makes the sample "Demo shop": a generated click log of a shop for coffee and kitchen things. Nobody in it exists. How it
 * is made is told in the sample's README; the same seed gives the same files, byte for byte.
 *
 *   node --import ./scripts/typescript.mjs scripts/samples/demo-shop.ts [seed]
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHOP_ZONE } from './demo-shop/calendar.js';
import { generateShop, TRAITS } from './demo-shop/generate.js';
import { countCustomers, customerLines, eventLines, writeSample } from './output.js';

const OUTPUT = join(dirname(fileURLToPath(import.meta.url)), '../../resources/samples/demo-shop');
const CUSTOMERS = 2000;

const seed = Number(process.argv[2] ?? '1');
if (!Number.isInteger(seed) || seed < 0)
  throw new Error(`The seed must be a whole number from 0 up, not "${process.argv[2] ?? ''}".`);
const { events, customers } = generateShop(seed, CUSTOMERS);

writeSample(
  OUTPUT,
  {
    id: 'demo-shop',
    name: 'Demo shop',
    description:
      'Sixty days of a web shop for coffee and kitchen things: views, carts, orders and mailings with what came of them.',
    dataNote: 'Generated data: nobody in it exists',
    events: events.length,
    customers: countCustomers(events, customers),
    files: { events: 'events.ndjson.gz', customers: 'customers.csv' },
    timezone: SHOP_ZONE,
  },
  eventLines(events),
  customerLines(customers, TRAITS),
);
console.log(`${OUTPUT}: ${events.length} events of ${customers.length} customers, seed ${seed}`);
