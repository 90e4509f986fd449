/**
 * Makes the sample "Corner grocery" out of dunnhumby's *The Complete Journey*, as packaged (CC0) in the R package
 * completejourney 1.1.1: a year of real shopping. What becomes what, and why, is told in the sample's README.
 *
 *   node --import ./scripts/typescript.mjs scripts/samples/corner-grocery.ts <folder with the .csv.gz files>
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { countCustomers, customerLines, eventLines, writeSample, type SampleCustomer, type SampleEvent } from './output.js';

const SHOP_ZONE = 'America/New_York';
/** Campaigns and redemptions are dated by day only: a mailing goes out in the morning, a coupon is handed in at noon. */
const MAILING_TIME = '08:00';
const REDEMPTION_TIME = '12:00';
const OUTPUT = join(dirname(fileURLToPath(import.meta.url)), '../../resources/samples/corner-grocery');

const SOURCES = [
  'transactions_sample',
  'products',
  'campaigns',
  'campaign_descriptions',
  'coupon_redemptions',
  'demographics',
] as const;

const TRAITS = ['age', 'income', 'home_ownership', 'marital_status', 'household_size', 'household_comp', 'kids_count'] as const;

const text = z.string();
const maybe = z.string().nullable();

/** Opens the source files as DuckDB views; every cell stays text, for identifiers are no numbers. */
async function openSources(folder: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const source of SOURCES) {
    const file = join(folder, `${source}.csv.gz`);
    if (!existsSync(file)) throw new Error(`${file} is missing. Give the folder that holds the .csv.gz files of the data set.`);
    await connection.run(
      `create view ${source} as select * from read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true)`,
    );
  }
  return connection;
}

async function rows<T>(connection: DuckDBConnection, schema: z.ZodType<T>, sql: string): Promise<T[]> {
  const reader = await connection.runAndReadAll(sql);
  return z.array(schema).parse(reader.getRowObjectsJson());
}

/** Drops what is null: an absent property is not written at all. */
function present(properties: Record<string, string | number | null>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, string | number] => entry[1] !== null));
}

/** The instant of a local day and time in the shop's zone. */
function shopInstant(day: string, time: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: SHOP_ZONE, plainTime: time }).toInstant().toString();
}

const purchaseRow = z.object({
  household_id: text,
  transaction_timestamp: text,
  product_id: text,
  department: maybe,
  product_category: maybe,
  quantity: z.number(),
  value: z.number(),
});

/** A bought line of a receipt. Lines with no quantity are slips and voids, not purchases. */
async function purchases(connection: DuckDBConnection): Promise<SampleEvent[]> {
  const bought = await rows(
    connection,
    purchaseRow,
    `
    select household_id, transaction_timestamp, product_id, department, product_category,
      quantity::double as quantity, sales_value::double as value
    from transactions_sample left join products using (product_id)
    where quantity::double > 0
    order by transaction_timestamp, household_id, basket_id, product_id`,
  );
  return bought.map(({ household_id, transaction_timestamp, product_id, department, product_category, quantity, value }) => ({
    userId: household_id,
    event: 'Product Purchased',
    timestamp: transaction_timestamp,
    properties: present({ product_id, department, category: product_category, quantity, value }),
  }));
}

const orderRow = z.object({
  household_id: text,
  transaction_timestamp: text,
  basket_id: text,
  store_id: text,
  value: z.number(),
  items: z.number(),
  coupon_discount: z.number(),
});

/** A basket. Every basket counts, also one of whose lines only slips were sampled: somebody stood at the till. */
async function orders(connection: DuckDBConnection): Promise<SampleEvent[]> {
  const baskets = await rows(
    connection,
    orderRow,
    `
    select household_id, transaction_timestamp, basket_id, store_id,
      round(sum(sales_value::double), 2) as value,
      count(*) filter (where quantity::double > 0)::integer as items,
      round(sum(coupon_disc::double + coupon_match_disc::double), 2) as coupon_discount
    from transactions_sample
    group by all
    order by transaction_timestamp, household_id, basket_id`,
  );
  return baskets.map(({ household_id, transaction_timestamp, basket_id, ...order }) => ({
    userId: household_id,
    event: 'Order Completed',
    timestamp: transaction_timestamp,
    properties: { order_id: basket_id, ...order },
  }));
}

const mailingRow = z.object({ household_id: text, campaign_id: text, campaign_type: text, start_date: text });

/** A campaign's start, for each household that got it. */
async function mailings(connection: DuckDBConnection): Promise<SampleEvent[]> {
  const sent = await rows(
    connection,
    mailingRow,
    `
    select household_id, campaign_id, campaign_type, start_date
    from campaigns join campaign_descriptions using (campaign_id)
    order by start_date, campaign_id::integer, household_id::integer`,
  );
  return sent.map(({ household_id, campaign_id, campaign_type, start_date }) => ({
    userId: household_id,
    event: 'Email Sent',
    timestamp: shopInstant(start_date, MAILING_TIME),
    properties: { email_id: `campaign-${campaign_id}/${household_id}`, topic: campaign_type, campaign: campaign_id },
  }));
}

const redemptionRow = z.object({ household_id: text, coupon_upc: text, campaign_id: text, redemption_date: text });

async function redemptions(connection: DuckDBConnection): Promise<SampleEvent[]> {
  const redeemed = await rows(
    connection,
    redemptionRow,
    `
    select household_id, coupon_upc, campaign_id, redemption_date
    from coupon_redemptions
    order by redemption_date, household_id::integer, campaign_id::integer, coupon_upc`,
  );
  return redeemed.map(({ household_id, coupon_upc, campaign_id, redemption_date }) => ({
    userId: household_id,
    event: 'Coupon Redeemed',
    timestamp: shopInstant(redemption_date, REDEMPTION_TIME),
    properties: { coupon: coupon_upc, campaign: campaign_id },
  }));
}

async function customers(connection: DuckDBConnection): Promise<SampleCustomer[]> {
  const row = z.object({ household_id: text, ...Object.fromEntries(TRAITS.map((trait) => [trait, maybe])) });
  const households = await rows(connection, row, `select * from demographics order by household_id::integer`);
  return households.map(({ household_id, ...traits }) => ({ userId: household_id, ...present(traits) }));
}

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('Give the folder that holds the .csv.gz files of the data set.');
  const connection = await openSources(folder);
  // Lines come before their basket, so that whoever looks at a finished order has seen what is in it.
  const unsorted = [
    ...(await mailings(connection)),
    ...(await redemptions(connection)),
    ...(await purchases(connection)),
    ...(await orders(connection)),
  ];
  const events = unsorted.sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
  const households = await customers(connection);
  connection.closeSync();
  writeSample(
    OUTPUT,
    {
      id: 'corner-grocery',
      name: 'Corner grocery',
      description: 'A year of real shopping in a grocery: orders, what was in them, coupon mailings and redeemed coupons.',
      dataNote: 'Real data: The Complete Journey by dunnhumby (CC0), a sample of receipt lines, dates moved to 2017',
      events: events.length,
      customers: countCustomers(events, households),
      files: { events: 'events.ndjson.gz', customers: 'customers.csv' },
      timezone: SHOP_ZONE,
    },
    eventLines(events),
    customerLines(households, TRAITS),
  );
  console.log(`${OUTPUT}: ${events.length} events, ${households.length} households with traits`);
}

await main(process.argv[2]);
