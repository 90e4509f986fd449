import { randomUUID } from 'node:crypto';
import { addressFault } from '../../../shared/delivery/address.js';
import type { PreviewSubject } from '../../../shared/contract/emails.js';
import { EngineError } from '../../../shared/contract/error.js';
import { commonOf, written } from '../emails/letters.js';
import { previewed, type Tools } from '../emails/preview.js';
import { compileOrRefuse } from '../emails/renderer.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { outgoing } from './prepare.js';
import { unsubscribeParts } from './unsubscribe.js';
import type { Transport } from './transports/transport.js';

interface TestMessage {
  to: string;
  /** A template of the project; a plain greeting when absent. */
  template: string | undefined;
  /** Whose values it shows; nobody's when absent. */
  subject: PreviewSubject | undefined;
}

/**
 * Sends one message to one address, apart from the outbox.
 * @returns what the server said.
 * @throws EngineError `invalid` when the address is wrong or the server does not take it; as `emails.preview` says.
 */
export async function sendTest(
  session: ProjectSession,
  tools: Tools,
  transport: Transport,
  test: TestMessage,
  call: Call,
): Promise<string> {
  const settings = session.store.delivery.settings();
  const { to } = test;
  for (const address of [to, settings.from.address]) {
    const fault = addressFault(address);
    if (fault !== undefined) throw new EngineError('invalid', `${fault}.`);
  }
  call.onProgress({ stage: `Sending to ${to}` });
  const emailId = `test/${randomUUID()}`;
  const { headers, link } = unsubscribeParts(settings, emailId);
  const content = await contentOf(session, tools, test, { label: transport.label, unsubscribe: link }, call);
  const message = outgoing(settings, { emailId, to: to.trim(), ...content, headers, date: new Date() });
  const result = await transport.send(message, () => Promise.resolve());
  if (result.kind === 'sent') return `Sent to ${to} by ${transport.label}. It says: ${result.answer}`;
  throw new EngineError('invalid', `The test message did not get through: ${result.answer}`);
}

interface Content {
  subject: string;
  html: string;
  text: string;
}

async function contentOf(
  session: ProjectSession,
  tools: Tools,
  { template, subject }: TestMessage,
  { label, unsubscribe }: { label: string; unsubscribe: string },
  call: Call,
): Promise<Content> {
  if (template === undefined && subject === undefined) return greeting(label);
  if (subject) {
    const { message } = await previewed(session, tools, { subject, template, edited: undefined, marks: false }, call);
    return named(message);
  }
  const { mjml, text, name } = session.store.templates.get(template ?? '');
  const compiled = await compileOrRefuse({ mjml, text }, name);
  const said = { values: {}, shown: compiled.blocks.map(() => true), time: Date.now(), zone: 'UTC' };
  return named(written(compiled, said, commonOf(session), { unsubscribe }));
}

function named({ subject, html, text }: Content): Content {
  return { subject: `Test: ${subject}`, html, text };
}

function greeting(label: string): Content {
  const text = `This is a test message from Waypost, sent by ${label}. If you can read it, sending works.`;
  return {
    subject: 'A test message from Waypost',
    text,
    html: `<!doctype html><html lang="en"><body><p>${text}</p></body></html>`,
  };
}
