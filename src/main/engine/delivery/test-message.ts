import { randomUUID } from 'node:crypto';
import { addressFault } from '../../../shared/delivery/address.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { DeliverySettings } from '../../../shared/delivery/settings.js';
import { compileOrRefuse } from '../emails/renderer.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { outgoing } from './prepare.js';
import { unsubscribeParts } from './unsubscribe.js';
import type { Transport } from './transports/transport.js';

/**
 * Sends one message to one address, apart from the outbox: a template without anybody's values, or a plain greeting.
 * @returns what the server said.
 * @throws EngineError `invalid` when the address is wrong or the server does not take it.
 */
export async function sendTest(
  { store }: Pick<ProjectSession, 'store'>,
  transport: Transport,
  settings: DeliverySettings,
  { to, template }: { to: string; template: string | undefined },
  call: Call,
): Promise<string> {
  for (const address of [to, settings.from.address]) {
    const fault = addressFault(address);
    if (fault !== undefined) throw new EngineError('invalid', `${fault}.`);
  }
  call.onProgress({ stage: `Sending to ${to}` });
  const emailId = `test/${randomUUID()}`;
  const { headers, link } = unsubscribeParts(settings, emailId);
  const content = template === undefined ? greeting(transport.label) : await rendered(store.templates.get(template), link);
  const message = outgoing(settings, { emailId, to: to.trim(), ...content, headers, date: new Date() });
  const result = await transport.send(message, () => Promise.resolve());
  if (result.kind === 'sent') return `Sent to ${to} by ${transport.label}. It says: ${result.answer}`;
  throw new EngineError('invalid', `The test message did not get through: ${result.answer}`);
}

function greeting(label: string): { subject: string; html: string; text: string } {
  const text = `This is a test message from Waypost, sent by ${label}. If you can read it, sending works.`;
  return {
    subject: 'A test message from Waypost',
    text,
    html: `<!doctype html><html lang="en"><body><p>${text}</p></body></html>`,
  };
}

async function rendered(
  template: { mjml: string; text: string | null; name: string },
  unsubscribe: string,
): Promise<{ subject: string; html: string; text: string }> {
  const { mjml, text, name } = template;
  const compiled = await compileOrRefuse({ mjml, text }, name);
  const values = { links: { unsubscribe }, unsubscribe_url: unsubscribe };
  const message = compiled.render({ values, shown: compiled.blocks.map(() => true), time: Date.now(), zone: 'UTC' });
  return { subject: `Test: ${message.subject}`, html: message.html, text: message.text };
}
