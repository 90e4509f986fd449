import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import {
  previewSubjectSchema,
  type PreviewSubject,
  type Recipient,
  type TemplateUse,
} from '../../../../shared/contract/emails.js';
import { conditionalBlocks } from '../../../../shared/email/conditions.js';
import { blockOnPath, type BlockPath } from '../../../../shared/email/places.js';
import { useEngineQuery } from '../../../app/queries.js';
import { useLatestCall, type LatestCall } from '../../../app/useLatestCall.js';
import { useRun } from '../../journey/runStore.js';
import { draftOf, mjmlOf } from '../document/editor.js';
import { useDrawn, useOpenEmail } from '../document/EmailContext.js';
import { journeyOf, type PreviewAs } from './previewStore.js';

/** The simulated messages that are written with the open e-mail, of the journey that was chosen. */
export type RecipientsState = LatestCall<'emails.recipients'>;

/** An edit is followed by a look at all recipients after a pause this long; one message is shown sooner. */
const PAUSE_MS = 700;
const MESSAGE_PAUSE_MS = 150;
/** So many rows are stepped through. */
const MOST = 1000;

/** The journeys that send the e-mail, each once. */
export function useJourneysOf(): readonly TemplateUse[] {
  const { project, id } = useOpenEmail();
  const { data } = useEngineQuery('templates.list', { project });
  return useMemo(() => {
    const uses = data?.find((template) => template.id === id)?.uses ?? [];
    return uses.filter((use, index) => uses.findIndex(({ journey }) => journey === use.journey) === index);
  }, [data, id]);
}

/** The latest run of the chosen journey. */
function useChosenRun(): string | undefined {
  const { project, preview } = useOpenEmail();
  const journey = useStore(preview, journeyOf);
  const run = useRun(project, journey ?? '', (state) => state.run?.run);
  return journey === undefined ? undefined : run;
}

/** Asks for the messages of the chosen journey's latest run, and again after each edit and each run. */
export function useAskedRecipients(): RecipientsState {
  const { project, id, preview } = useOpenEmail();
  const filter = useStore(preview, (state) => state.filter);
  const order = useStore(preview, (state) => state.order);
  const run = useChosenRun();
  const { mjml, text } = useDrawn(draftOf);
  const input = useMemo(
    () =>
      run === undefined
        ? undefined
        : { project, run, template: id, edited: { mjml, text }, filter, order, offset: 0, limit: MOST },
    [project, run, id, mjml, text, filter, order],
  );
  return useLatestCall('emails.recipients', input, PAUSE_MS);
}

export const RecipientsContext = createContext<RecipientsState>({
  output: undefined,
  of: undefined,
  error: undefined,
  loading: false,
});

export function useRecipients(): RecipientsState {
  return useContext(RecipientsContext);
}

/** The recipient that the preview stands at. */
export function useRecipient(): Recipient | undefined {
  const { preview } = useOpenEmail();
  const index = useStore(preview, (state) => state.index);
  return useRecipients().output?.rows[index];
}

/** The message of the recipient that the preview stands at, written with the e-mail as it is being edited. */
export function useMessage(): LatestCall<'emails.preview'> {
  const { project, id, preview } = useOpenEmail();
  const as = useStore(preview, (state) => state.as);
  const run = useChosenRun();
  const recipient = useRecipient();
  const { mjml, text } = useDrawn(draftOf);
  // Known by its words: a new list of recipients may hold the same one.
  const asked = subjectOf(as, run, recipient);
  const subject = asked && JSON.stringify(asked);
  const input = useMemo(
    () =>
      subject === undefined
        ? undefined
        : {
            project,
            subject: previewSubjectSchema.parse(JSON.parse(subject)),
            template: id,
            edited: { mjml, text },
            ...{ marks: true, places: true },
          },
    [project, id, subject, mjml, text],
  );
  return useLatestCall('emails.preview', input, MESSAGE_PAUSE_MS);
}

function subjectOf(as: PreviewAs, run: string | undefined, recipient: Recipient | undefined): PreviewSubject | undefined {
  if (as.kind === 'customer') return as.userId === undefined ? undefined : { kind: 'customer', userId: as.userId };
  if (!recipient || run === undefined) return undefined;
  const { journey, node, userId, entry, count } = recipient;
  return { kind: 'message', run, journey, node, userId, entry, count };
}

/** How many of the messages looked at show the conditional block on a path; `undefined` while none were looked at. */
export function useSeen(path: BlockPath): { seen: number; looked: number } | undefined {
  const { output } = useRecipients();
  const { root } = useDrawn(mjmlOf);
  if (!output || output.looked === 0) return undefined;
  // By their order: places are those of the text that was looked at, which may be a moment old.
  const { blocks } = conditionalBlocks(root);
  const wanted = blockOnPath(root, path);
  const index = blocks.findIndex(({ block }) => block === wanted);
  const known = blocks.length === output.blocks.length ? output.blocks[index] : undefined;
  return known && { seen: known.seen, looked: output.looked };
}
