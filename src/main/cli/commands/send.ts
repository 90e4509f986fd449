import { resolve } from 'node:path';
import { z } from 'zod';
import type { DeliveryChange, DeliveryPreview } from '../../../shared/contract/delivery.js';
import { outboxStateSchema, type OutboxState } from '../../../shared/delivery/outbox.js';
import { importReports } from '../../engine/delivery/import-events.js';
import { Secrets } from '../../engine/delivery/secrets.js';
import { COUNT_WORDS, ProjectDelivery } from '../../engine/delivery/service.js';
import { instantOf } from '../../engine/simulations/period.js';
import { LogCache } from '../../engine/simulations/log-cache.js';
import type { OutboxTable } from '../../store/project/outbox.js';
import { EXIT, UsageError } from '../failures.js';
import { openProject } from '../project.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';
import { DECISION_OPTIONS, decideOutbox, listOutbox } from './send-decisions.js';
import { setUp } from './send-setup.js';

const ACTIONS = ['activate', 'pause', 'resume', 'stop', 'update', 'renew'] as const;

const optionsSchema = z.looseObject({
  journey: z.string().optional(),
  action: z.enum(ACTIONS).optional(),
  moveInside: z.boolean().optional(),
  template: z.string().optional(),
  name: z.string().optional(),
  subject: z.string().optional(),
  segment: z.string().optional(),
  consent: z.enum(['explicit', 'implied', 'none']).default('explicit'),
  at: z.string().optional(),
  confirm: z.coerce.number().int().optional(),
  due: z.boolean().optional(),
  list: z.union([outboxStateSchema, z.literal(true)]).optional(),
  decide: z.enum(DECISION_OPTIONS).optional(),
  id: z.array(z.coerce.number().int()).optional(),
  state: outboxStateSchema.optional(),
  events: z.array(z.string()).optional(),
  transport: z.string().optional(),
  from: z.string().optional(),
  unsubscribe: z.string().optional(),
  webhookHost: z.string().optional(),
  localWebhooks: z.enum(['on', 'off']).optional(),
  asOf: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

const HELP = `
Without --confirm nothing changes: the command says what would happen, and with which number to confirm it.

  waypost send PROJECT --template ID [--segment ID] [--subject TEXT] [--at ISO] [--confirm N]   one e-mail to a segment
  waypost send PROJECT --journey ID --action activate|update [--move-inside] [--confirm N]       a live journey
  waypost send PROJECT --journey ID --action renew [--move-inside] [--confirm N]   its templates and segments as they are now
  waypost send PROJECT --journey ID --action pause|resume|stop [--confirm N]
  waypost send PROJECT --due                          queue and send what is due now, then end
  waypost send PROJECT --events FILE…                 take in what SendGrid, Mandrill, SES, Postmark or Mailgun posted
  waypost send PROJECT                                what is sent and what waits
  waypost send PROJECT --list [STATE] [--journey ID]  what waits for a decision, or what is in a state
  waypost send PROJECT --decide send|drop|arrived (--id N… | --state STATE [--journey ID]) [--confirm N]
                                                      held, failed and doubtful messages and calls: your word

--transport is folder[:PATH] (the default: .eml files, reaches nobody), smtp://[USER@]HOST:PORT (STARTTLS), smtps://… (TLS),
smtp+plain://… (no encryption), sendgrid or mandrill. Credentials come from the environment: WAYPOST_SMTP_PASSWORD, SENDGRID_API_KEY,
MANDRILL_API_KEY, WAYPOST_DKIM_KEY, WAYPOST_WEBHOOK_AUTHORIZATION. They are never written down. Webhook steps are called over https; with the
folder their calls are files as well.`;

export function addSend(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('send')
      .description('send what journeys and campaigns say, and look after what was sent')
      .argument('<PROJECT>', 'a .waypost folder')
      .option('--template <ID>', 'send one e-mail with this template')
      .option('--name <NAME>', 'what that e-mail is called (default: its template)')
      .option('--subject <TEXT>', 'its subject (default: the template’s)')
      .option('--segment <ID>', 'to whom (default: every customer)')
      .option('--consent <MODE>', 'explicit, implied or none (default: explicit)')
      .option('--at <ISO>', 'when it is sent, or from when on the journey is live (default: now)')
      .option('--journey <ID>', 'a journey of the project')
      .option('--action <ACTION>', ACTIONS.join(', '))
      .option('--move-inside', 'with update and renew: for those inside too')
      .option('--confirm <N>', 'do it: the number that the command said before')
      .option('--due', 'queue and send what is due now')
      .option('--list [STATE]', 'list what waits for a decision (held, doubtful), or what is in a state')
      .option('--decide <WHAT>', 'send, drop, or (of doubtful ones) arrived')
      .option('--id <N...>', 'with --decide: these, by the ids of --list')
      .option('--state <STATE>', 'with --decide: all in this state')
      .option('--events <FILE...>', 'files that a service posted to a webhook')
      .option('--transport <WAY>', 'by which way; remembered for the project')
      .option('--from <ADDRESS>', '"Name <address>"; remembered for the project')
      .option('--unsubscribe <ADDRESS>', 'a https address or a mailbox; remembered for the project')
      .option('--webhook-host <HOST>', 'whose calls carry WAYPOST_WEBHOOK_AUTHORIZATION; remembered for the project')
      .option('--local-webhooks <ON|OFF>', 'whether localhost may be called: on or off; remembered for the project')
      .option('--as-of <ISO>', 'act as if it were this instant; with the folder only')
      .addHelpText('after', HELP),
  );
  onRun(home, command, optionsSchema, async (run, options, operands) => {
    const [project] = operands;
    if (project === undefined) throw new UsageError('Name a PROJECT.');
    return send(run, resolve(run.io.cwd, project), options);
  });
}

async function send(run: CommandRun, project: string, options: Options): Promise<number | undefined> {
  const opened = await openProject(run, project);
  try {
    const { store, log } = opened;
    const asOf = options.asOf === undefined ? undefined : instantOf(options.asOf);
    const session = { project, store, log, logs: new LogCache(log) };
    const delivery = new ProjectDelivery(session, run.io.simulator, new Secrets(), asOf === undefined ? {} : { now: () => asOf });
    setUp(delivery, options);
    if (options.list !== undefined || options.decide !== undefined) return decisions(run, delivery, store.outbox, options);
    if (asOf !== undefined && delivery.settings().transport.kind !== 'folder')
      throw new UsageError('--as-of works with the folder only: real messages leave at real times.');
    if (options.events) {
      const report = await importReports(
        session,
        options.events.map((file) => resolve(run.io.cwd, file)),
        run.call,
      );
      if (run.json) run.printJson(report);
      else
        run.print(
          `${String(report.read)} read, ${String(report.matched)} matched, ${String(report.imported)} imported, ${String(report.duplicates)} known already.\n`,
        );
    }
    const change = changeOf(options);
    if (change) {
      const ended = await makeChange(run, delivery, change, options.confirm);
      if (ended !== undefined) return ended;
    }
    if (options.due === true) return await sendDue(run, delivery);
    if (!change && !options.events) tellState(run, delivery);
    return undefined;
  } finally {
    await opened.close();
  }
}

function decisions(run: CommandRun, delivery: ProjectDelivery, outbox: OutboxTable, options: Options): number | undefined {
  if (options.template !== undefined || options.action !== undefined || options.due === true)
    throw new UsageError('Take one step at a time: --list and --decide stand alone.');
  if (options.decide !== undefined) return decideOutbox(run, delivery, outbox, options);
  listOutbox(run, outbox, options);
  return undefined;
}

function changeOf({
  journey,
  action,
  moveInside = false,
  template,
  name,
  subject,
  segment,
  consent,
  at,
}: Options): DeliveryChange | undefined {
  if (template !== undefined) {
    if (journey !== undefined) throw new UsageError('Give --template or --journey, not both.');
    const campaign = { name: name ?? template, template, consent, ...(segment !== undefined && { segment }) };
    return {
      kind: 'campaign',
      campaign: { ...campaign, ...(subject !== undefined && { subject }), ...(at !== undefined && { at }) },
    };
  }
  if (journey === undefined) return undefined;
  if (action === undefined) throw new UsageError(`Say what is to happen to the journey with --action: ${ACTIONS.join(', ')}.`);
  if (action === 'activate') return { kind: action, journey, ...(at !== undefined && { at }) };
  return action === 'update' || action === 'renew' ? { kind: action, journey, moveInside } : { kind: action, journey };
}

/** @returns the exit code when it was not made. */
async function makeChange(
  run: CommandRun,
  delivery: ProjectDelivery,
  change: DeliveryChange,
  confirm: number | undefined,
): Promise<number | undefined> {
  if (confirm === undefined) {
    const preview = await delivery.preview(change, run.call);
    if (run.json) run.printJson(preview);
    else run.print(previewText(preview));
    return preview.hindrances.length > 0 ? EXIT.problems : EXIT.done;
  }
  const { journey } = await delivery.apply(change, confirm, run.call);
  run.note(`Done: ${journey}.`);
  return undefined;
}

function previewText(preview: DeliveryPreview): string {
  const {
    leaving,
    held,
    cancelled,
    suppressed,
    calls,
    from,
    transport,
    reachesPeople,
    inside,
    changesTotal,
    rewritten,
    resorted,
    confirm,
    counts,
    hindrances,
  } = preview;
  const lines = [
    `${String(leaving)} messages leave at once, from ${from === '' ? '–' : from}, by ${transport}${reachesPeople ? '' : ' (reaches nobody)'}.`,
    ...calls.map(({ host, calls: count }) => `${String(count)} calls of webhooks at once, to ${host}.`),
    ...(held > 0 ? [`${String(held)} are held for a decision.`] : []),
    ...(cancelled > 0 ? [`${String(cancelled)} are taken back.`] : []),
    ...suppressed.map(({ reason, messages }) => `${String(messages)} are kept back: ${reason}`),
    ...(inside > 0 ? [`${String(inside)} entries are under way.`] : []),
    ...rewritten.map(({ template, messages }) => `${String(messages)} messages are written with another text of “${template}”.`),
    ...resorted.map(({ segment, through, come, go }) => {
      const why = through.length === 0 ? '' : ` through ${through.map((name) => `“${name}”`).join(', ')}`;
      return `“${segment}” changes${why}: ${String(come)} customers come in, ${String(go)} go out.`;
    }),
    ...(changesTotal > 0 ? [`${String(changesTotal)} messages of the next 7 days change.`] : []),
    ...hindrances.map((hindrance) => `Not possible yet: ${hindrance}`),
  ];
  if (hindrances.length === 0) lines.push(`To do it, add --confirm ${String(confirm)} (${COUNT_WORDS[counts]}).`);
  return `${lines.join('\n')}\n`;
}

async function sendDue(run: CommandRun, delivery: ProjectDelivery): Promise<number> {
  delivery.beginAnew();
  await delivery.sync(run.call);
  run.call.onProgress({ stage: 'Sending' });
  const { sent, trouble } = await delivery.sendDue(run.call);
  const { messages } = delivery.state();
  if (run.json) run.printJson({ sent, messages, ...(trouble && { trouble: trouble.answer }) });
  else run.print(`${String(sent)} sent. ${countsText(messages)}\n`);
  if (trouble) run.note(`Stopped: ${trouble.answer}`);
  return trouble ? EXIT.problems : EXIT.done;
}

function tellState(run: CommandRun, delivery: ProjectDelivery): void {
  const { messages, activations, transport, nextAt, flagged } = delivery.state();
  if (run.json) {
    run.printJson({ messages, flagged, transport, nextAt: nextAt === null ? null : new Date(nextAt).toISOString(), activations });
    return;
  }
  const live = activations.map(
    ({ journey, status, name, edited, editedTemplates, editedSegments }) =>
      `${journey}: ${status} (${name})${editedText([...(edited ? ['the journey'] : []), ...editedTemplates, ...editedSegments])}\n`,
  );
  run.print(`${live.join('')}${countsText(messages)} By ${transport}.\n`);
}

function editedText(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `, edited since: ${parts.join(', ')}`;
}

function countsText(messages: Partial<Record<OutboxState, number>>): string {
  const parts = Object.entries(messages).map(([status, count]) => `${String(count)} ${status}`);
  return parts.length === 0 ? 'The outbox is empty.' : `Outbox: ${parts.join(', ')}.`;
}
