import { SegmentedControl } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile, IconMoon, IconSun } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { EmailPreview } from '../../../../shared/contract/emails.js';
import { blockAt } from '../../../../shared/email/places.js';
import { useProject } from '../../../app/project.js';
import { useEngineQuery } from '../../../app/queries.js';
import { EmptyState, ErrorMessage, formatDate } from '../../../ui/index.js';
import { useCompiled } from '../document/compiled.js';
import { mjmlOf, selectedBlock, sourceOf } from '../document/editor.js';
import { useDrawn, useOpenEmail } from '../document/EmailContext.js';
import { InboxRow } from './InboxRow.js';
import { MessageNotes } from './MessageNotes.js';
import { PlainText } from './PlainText.js';
import { PreviewFrame } from './PreviewFrame.js';
import type { PreviewState } from './previewStore.js';
import { RecipientBar } from './RecipientBar.js';
import { useMessage, useRecipient } from './recipients.js';
import classes from './preview.module.css';

/** Phones are so many pixels wide. */
const PHONE_WIDTH = 375;

/** What a recipient gets: as the inbox lists it, as HTML on a computer or phone, in light and dark, and as plain text. */
export function PreviewPane() {
  const { preview } = useOpenEmail();
  const part = useStore(preview, (state) => state.part);
  const { output: message, of: asked, error } = useMessage();
  const recipient = useRecipient();
  return (
    <section className={classes['pane']} aria-label="Preview">
      <RecipientBar />
      <Inbox message={message} />
      {message && <MessageNotes message={message} />}
      {recipient?.failure ? (
        <ErrorMessage error={recipient.failure} title="This message cannot be written" />
      ) : (
        <ErrorMessage error={error} />
      )}
      <Looks />
      {part === 'html' ? <Html message={message} written={asked?.edited?.mjml} /> : <PlainText message={message} />}
    </section>
  );
}

function Inbox({ message }: { message: EmailPreview | undefined }) {
  const { project } = useProject();
  const { output } = useCompiled();
  const sender = useEngineQuery('emails.settings', { project }).data?.sender.name ?? '';
  const shown = message ?? output?.example;
  return (
    <InboxRow
      sender={sender}
      subject={shown?.subject ?? ''}
      preheader={shown?.preheader ?? ''}
      time={message ? formatDate(message.time) : 'now'}
    />
  );
}

const DEVICES = [
  { value: 'desktop', name: 'Desktop', Icon: IconDeviceDesktop },
  { value: 'phone', name: 'Phone', Icon: IconDeviceMobile },
] as const;
const SCHEMES = [
  { value: 'light', name: 'Light', Icon: IconSun },
  { value: 'dark', name: 'Dark', Icon: IconMoon },
] as const;
const PARTS = [
  { value: 'html', label: 'HTML' },
  { value: 'text', label: 'Plain text' },
] as const;

function Looks() {
  const { preview } = useOpenEmail();
  const { device, scheme, part } = useStore(preview);
  const set = (change: Partial<PreviewState>) => preview.setState(change);
  const isHtml = part === 'html';
  return (
    <div className={classes['looks']}>
      <SegmentedControl
        size="xs"
        aria-label="Which version"
        data={[...PARTS]}
        value={part}
        onChange={(value) => set({ part: value === 'text' ? 'text' : 'html' })}
      />
      {isHtml && (
        <>
          <SegmentedControl
            size="xs"
            aria-label="On which screen"
            data={DEVICES.map(choice)}
            value={device}
            onChange={(value) => set({ device: value === 'phone' ? 'phone' : 'desktop' })}
          />
          <SegmentedControl
            size="xs"
            aria-label="In which light"
            data={SCHEMES.map(choice)}
            value={scheme}
            onChange={(value) => set({ scheme: value === 'dark' ? 'dark' : 'light' })}
          />
        </>
      )}
    </div>
  );
}

function choice({ value, name, Icon }: (typeof DEVICES)[number] | (typeof SCHEMES)[number]) {
  return {
    value,
    label: (
      <span title={name} className={classes['choice']}>
        <Icon size={15} aria-hidden />
        <span className="wp-visually-hidden">{name}</span>
      </span>
    ),
  };
}

/** @param written the MJML of which the message was made */
function Html({ message, written }: { message: EmailPreview | undefined; written: string | undefined }) {
  const { preview, editor } = useOpenEmail();
  const { device, scheme } = useStore(preview);
  const { output, of, error } = useCompiled();
  const source = useDrawn(sourceOf);
  const selected = useDrawn(selectedBlock);
  const html = message?.html ?? output?.html ?? '';
  if (error) return <ErrorMessage error={error} title="The preview could not be made" />;
  if (html === '') {
    return (
      <EmptyState compact title={output ? 'The code has a fault' : 'Making the preview…'}>
        {output && (output.problems.find(({ severity }) => severity === 'error')?.message ?? '')}
      </EmptyState>
    );
  }
  const pick = (place: number) => {
    const { root } = mjmlOf(editor.store.getState());
    if (root) editor.select(blockAt(root, place));
  };
  const isFresh = (message ? written : of?.source.mjml) === source;
  return (
    <div className={classes['stage']} data-device={device}>
      <PreviewFrame
        title="The e-mail"
        html={html}
        dark={scheme === 'dark'}
        width={device === 'phone' ? PHONE_WIDTH : undefined}
        onPick={pick}
        marked={isFresh ? selected?.start : undefined}
      />
    </div>
  );
}
