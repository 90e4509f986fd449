import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type { Scalar } from '../../src/shared/condition/comparison.js';

/** One line of a sample's log: an event of semantics §1, shaped as Segment's `track` calls are. */
export interface SampleEvent {
  userId: string;
  event: string;
  /** ISO 8601, UTC. */
  timestamp: string;
  properties: Record<string, Scalar>;
}

/** A customer of a sample: `userId` and traits; an absent trait is `undefined`. */
export interface SampleCustomer {
  userId: string;
  [trait: string]: Scalar | undefined;
}

/** `sample.json`: what the start screen says about a sample and where its files are. */
export interface SampleManifest {
  id: string;
  name: string;
  description: string;
  /** Shown wherever the data shows: that it is generated, or the source to be named. */
  dataNote: string;
  events: number;
  customers: number;
  /** File names in the sample's folder. */
  files: { events: string; customers: string };
  /** IANA name of the zone in which the shop lives. */
  timezone: string;
}

/** The log as newline-delimited JSON. */
export function eventLines(events: readonly SampleEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** One cell of a CSV file (RFC 4180). */
function cell(value: Scalar | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Customers as CSV, with `userId` and the given traits as columns. */
export function customerLines(customers: readonly SampleCustomer[], traits: readonly string[]): string {
  const rows = customers.map((customer) => ['userId', ...traits].map((column) => cell(customer[column])).join(','));
  return [['userId', ...traits].join(','), ...rows, ''].join('\n');
}

/** How many customers the log and the customer file name together. */
export function countCustomers(events: readonly SampleEvent[], customers: readonly SampleCustomer[]): number {
  return new Set([...events.map((event) => event.userId), ...customers.map((customer) => customer.userId)]).size;
}

/** Compressed as far as gzip goes; the same text gives the same bytes with the same zlib. */
function compress(text: string): Buffer {
  return gzipSync(text, { level: constants.Z_BEST_COMPRESSION });
}

/** Writes a sample's log, customers and manifest into its folder. */
export function writeSample(folder: string, manifest: SampleManifest, events: string, customers: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, manifest.files.events), compress(events));
  writeFileSync(join(folder, manifest.files.customers), customers);
  writeFileSync(join(folder, 'sample.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
