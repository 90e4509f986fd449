import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DELIVERY } from '../../../shared/delivery/settings.js';
import { vocabularyOf } from '../../../shared/email/vocabulary.js';
import { templateFindings } from './checks/template.js';
import { namesIn } from './compile.js';
import { compileTemplate } from './renderer.js';
import { readStarters, starterOf } from './starters.js';

const resources = fileURLToPath(new URL('../../../../resources', import.meta.url));
const sender = { name: 'Shop', postalAddress: 'Way 1, Town', website: 'https://shop.com' };
const common = {
  settings: { sender, discounts: {}, otherDiscount: '' },
  delivery: { ...DEFAULT_DELIVERY, unsubscribeMailbox: 'out@shop.com' },
};
/** A log that has nothing a template could hope for. */
const names = {
  vocabulary: vocabularyOf({ traits: [], properties: ['colour'], hasLog: true }),
  shares: new Map<string, number>(),
};

describe.each(readStarters(resources))('the template that ships as $name', ({ mjml, description }) => {
  it('is sound, and complete for somebody of whom nothing is known', async () => {
    const source = { mjml, text: null };
    const { template, problems, subject, preheader } = await compileTemplate(source, { places: true });
    expect([...problems, ...namesIn(source, names)]).toEqual([]);
    if (!template) throw new Error('It does not compile');
    const values = {
      sender: { name: 'Shop', postal_address: 'Way 1', website: 'https://shop.com' },
      unsubscribe_url: 'https://a.b/c',
    };
    const shown = template.blocks.map(() => false);
    const nobody = template.render({
      values: { ...values, cart: { items: [], count: 0, total: 0 } },
      shown,
      time: 0,
      zone: 'UTC',
    });
    expect(nobody.missing.filter(({ token }) => !token.startsWith('orders.'))).toEqual([]);
    expect(nobody.html).not.toMatch(/\s(href|src)=""/);
    expect(nobody.text).toContain('https://a.b/c');
    const { html } = template.render({ values, shown: shown.map(() => true), time: 0, zone: 'UTC' }, { marks: true });
    const found = templateFindings({ source, subject: nobody.subject, preheader, html, common });
    expect(found.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(subject).not.toBe('');
    expect(description).toMatch(/\.$/);
  });
});

describe('the templates that ship', () => {
  it('are known by their ids', () => {
    expect(starterOf(resources, 'cart-reminder').name).toBe('Cart reminder');
    expect(() => starterOf(resources, 'none')).toThrow('There is no template "none"');
  });
});
