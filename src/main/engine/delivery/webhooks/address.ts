import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface WebhookRules {
  /** Whether addresses on this machine may be called. */
  loopback: boolean;
}

export const WEBHOOK_METHODS = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'] as const;
export type WebhookMethod = (typeof WEBHOOK_METHODS)[number];

/** The method that a step names; POST when it names none. @returns `undefined` for one that is no method of a webhook. */
export function webhookMethod(method = 'POST'): WebhookMethod | undefined {
  return WEBHOOK_METHODS.find((each) => each === method.toUpperCase());
}

/**
 * Why an address may not be called, in words; `undefined` when it may. A journey can come from anywhere, so that its addresses must not
 * reach into the network that this machine stands in. What a name stands for is looked at when it is called (`openLookup`).
 */
export function webhookFault(text: string, { loopback }: WebhookRules): string | undefined {
  if (text.trim() === '') return 'it has no address';
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return `“${text.slice(0, 200)}” is no web address`;
  if (url.username !== '' || url.password !== '') return 'a name and password do not belong into its address';
  const local = isLoopbackName(url.hostname);
  if (local && !loopback) return `${url.host} is on this machine. Allow that under Sending › Set-up if you mean it`;
  if (!local && url.protocol !== 'https:') return `${url.host} must be called over https`;
  const literal = bare(url.hostname);
  if (ipaddr.isValid(literal) && !isOpen(literal, local))
    return `${url.host} is an address of a private network, which is not called`;
  return undefined;
}

/** The host of an address, with its port if that is not the usual one; empty for what is no address. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}

/** A name stood for an address that is not called. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

/** Resolves names for calls: to addresses of the public internet only, and to this machine where its own name was called and that is allowed. */
export function openLookup({ loopback }: WebhookRules): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        done(error, '', 0);
        return;
      }
      const open = found.filter(({ address }) => isOpen(address, loopback && isLoopbackName(hostname)));
      const [first] = open;
      if (!first) done(new RefusedAddress(`${hostname} stands for an address of a private network, which is not called`), '', 0);
      else if (options.all === true) done(null, open);
      else done(null, first.address, first.family);
    });
  };
}

function isOpen(address: string, loopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (loopback && range === 'loopback');
}

function isLoopbackName(hostname: string): boolean {
  const name = bare(hostname).toLowerCase();
  if (ipaddr.isValid(name)) return ipaddr.process(name).range() === 'loopback';
  return name === 'localhost' || name.endsWith('.localhost');
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
