import { describe, expect, it } from 'vitest';
import { mappingSchema, type FilePreview } from '../../../shared/contract/logs.js';
import { faultsOf, formOf, mappingOf, offeredProperties, sampledEventNames, type MappingForm } from './mappingForm.js';

function preview(columns: string[], mapping: FilePreview['mapping'], rows: (string | null)[][] = []): FilePreview {
  return {
    path: '/tmp/events.csv',
    fileName: 'events.csv',
    bytes: 100,
    format: 'csv',
    gzipped: false,
    encoding: 'utf-8',
    kind: 'events',
    warnings: [],
    rows,
    mapping,
    columns: columns.map((name) => ({ name, type: 'string', empty: 0, samples: [] })),
    timestamps: { style: 'ISO 8601 with offset', needsZone: false },
  };
}

const guess = { userId: 'user_id', event: { column: 'event_type', names: { view: 'Product Viewed' } }, timestamp: 'event_time' };
const columns = ['event_time', 'event_type', 'user_id', 'price', 'brand'];

function withProperty(form: MappingForm, column: string, change: Partial<MappingForm['properties'][number]>): MappingForm {
  return { ...form, properties: form.properties.map((choice) => (choice.column === column ? { ...choice, ...change } : choice)) };
}

describe('the mapping form', () => {
  it('gives back the guess when nothing is changed', () => {
    expect(mappingOf(formOf(preview(columns, guess)))).toEqual(guess);
  });

  it('offers every column that has no other meaning', () => {
    const form = formOf(preview(columns, guess));
    expect(offeredProperties(form).map(({ column }) => column)).toEqual(['price', 'brand']);
    const freed: MappingForm = { ...form, event: { kind: 'constant', name: 'Order Completed' } };
    expect(offeredProperties(freed).map(({ column }) => column)).toEqual(['event_type', 'price', 'brand']);
  });

  it('lists the properties as soon as one is left out, renamed or forced to a type', () => {
    const form = formOf(preview(columns, guess));
    expect(mappingOf(withProperty(form, 'brand', { include: false }))?.properties).toEqual({ price: 'price' });
    expect(mappingOf(withProperty(form, 'price', { type: 'number', name: 'amount' }))?.properties).toEqual({
      amount: { column: 'price', type: 'number' },
      brand: 'brand',
    });
  });

  it('keeps the properties of a known format and leaves its other columns out', () => {
    const form = formOf(preview(columns, { ...guess, properties: { price: { column: 'price', type: 'number' } } }));
    expect(mappingOf(form)?.properties).toEqual({ price: { column: 'price', type: 'number' } });
    expect(mappingOf(withProperty(form, 'brand', { include: true }))?.properties).toEqual({
      price: { column: 'price', type: 'number' },
      brand: 'brand',
    });
  });

  it('knows objects that keep their properties apart', () => {
    const file = preview(['type', 'userId', 'event', 'timestamp', 'properties.price', 'properties.sku'], {
      userId: 'userId',
      event: 'event',
      timestamp: 'timestamp',
    });
    const form = formOf({ ...file, format: 'ndjson' });
    expect(offeredProperties(form).map(({ name }) => name)).toEqual(['price', 'sku']);
    expect(mappingOf(form)).not.toHaveProperty('properties');
    expect(mappingOf(withProperty(form, 'properties.sku', { include: false }))?.properties).toEqual({
      price: 'properties.price',
    });
    expect(offeredProperties(formOf(file)).map(({ name }) => name)).toEqual(['type', 'properties.price', 'properties.sku']);
  });

  it('drops translations that change nothing', () => {
    const form = { ...formOf(preview(columns, guess)), names: { view: ' view ', cart: '' } };
    expect(mappingOf(form)?.event).toBe('event_type');
  });

  it('says what is missing, and maps nothing until it is there', () => {
    const form = formOf(preview(columns, {}));
    expect(faultsOf(form)).toHaveLength(3);
    expect(mappingOf(form)).toBeUndefined();
  });

  it('refuses one column in two roles and two columns under one name', () => {
    const form = formOf(preview(columns, guess));
    expect(faultsOf({ ...form, messageId: 'user_id' })).toEqual(['The column “user_id” cannot mean two things at once.']);
    expect(faultsOf(withProperty(form, 'brand', { name: 'price' }))).toEqual([
      'Two columns would become the property “price”. Rename one of them.',
    ]);
    expect(faultsOf(withProperty(form, 'brand', { name: ' ' }))).toEqual(['Give every property that comes along a name.']);
    expect(faultsOf(withProperty(form, 'brand', { name: 'price', include: false }))).toEqual([]);
  });

  it('makes mappings that the engine takes', () => {
    const form = { ...formOf(preview(columns, guess)), messageId: 'brand' };
    expect(mappingSchema.parse(mappingOf(form))).toEqual({ ...guess, messageId: 'brand' });
  });

  it('finds the names of events in samples and rows, once each', () => {
    const file = preview(['event', 'user'], {}, [
      ['view', 'a'],
      ['cart', 'b'],
      ['view', null],
      [null, 'c'],
    ]);
    expect(sampledEventNames(file, 'event')).toEqual(['view', 'cart']);
    expect(sampledEventNames(file, undefined)).toEqual([]);
  });
});
