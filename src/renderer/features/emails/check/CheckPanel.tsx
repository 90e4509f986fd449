import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, IconShieldCheck, type Icon } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { EmailCheck, EmailFinding } from '../../../../shared/contract/emails.js';
import { useLongCall } from '../../../app/useLongCall.js';
import { EmptyState, ErrorMessage, formatBytes, formatCount, KeyHint, ProgressPanel } from '../../../ui/index.js';
import { useRun } from '../../journey/runStore.js';
import { useOpenEmail } from '../document/EmailContext.js';
import { journeyOf } from '../preview/previewStore.js';
import { useJourneysOf } from '../preview/recipients.js';
import { goToHead, showCode, showPanel } from '../workbench.js';
import { useCheck } from './checkStore.js';
import classes from './check.module.css';

const ICONS: Readonly<Record<EmailFinding['severity'], Icon>> = {
  error: IconCircleX,
  warning: IconAlertTriangle,
  note: IconInfoCircle,
};

/** What was looked for, when nothing was found. */
const KINDS: Readonly<Record<EmailFinding['kind'], string>> = {
  link: 'Links lead somewhere',
  altText: 'Pictures have a description',
  unsubscribe: 'There is a way to unsubscribe',
  postalAddress: 'The postal address is there',
  subject: 'The subject is of good length',
  preheader: 'There is a preview line',
  image: 'Pictures are light enough',
  size: 'Small enough not to be clipped',
  contrast: 'Text can be told from its ground',
  liquid: 'Liquid is in order',
  token: 'All tokens are known',
  missing: 'No value is missing',
  empty: 'No list is empty',
  spam: 'Nothing that spam filters look for',
  mjml: 'The code is in order',
};

/** The check before sending, on the template and on every simulated message. */
export function CheckPanel() {
  const { check, call, start } = useCheckCall();
  if (call.running)
    return <ProgressPanel unit="messages" progress={call.progress} cancelling={call.cancelling} onCancel={call.cancel} />;
  return (
    <section className={classes['panel']} aria-label="Check before sending">
      <ErrorMessage error={call.error} title="The check could not be made" />
      {check ? (
        <Findings check={check} onAgain={start} />
      ) : (
        <EmptyState
          compact
          icon={<IconShieldCheck size={20} />}
          title="Check before sending"
          actions={
            <Button variant="filled" rightSection={<KeyHint keys="mod+shift+enter" />} onClick={start}>
              Check now
            </Button>
          }
        >
          Looks at links, descriptions of pictures, the way to unsubscribe, sizes, contrast and words that spam filters know; and
          at every message of the simulation for missing values.
        </EmptyState>
      )}
    </section>
  );
}

/** Checks what is on the screen, against the latest run of a journey that sends it where there is one. */
export function useCheckCall() {
  const { project, id, editor, preview } = useOpenEmail();
  const [first] = useJourneysOf();
  const chosen = useStore(preview, journeyOf) ?? first?.journey;
  const run = useRun(project, chosen ?? '', (state) => state.run?.run);
  const call = useLongCall('emails.check');
  const { check, setCheck } = useCheck(project, id);
  const start = () => {
    const { mjml, text } = editor.draft();
    void call
      .start({ project, template: id, edited: { mjml, text }, ...(run !== undefined && { run }) })
      .then((answer) => answer && setCheck(answer));
  };
  return { check, call, start };
}

function Findings({ check, onAgain }: { check: EmailCheck; onAgain: () => void }) {
  const { findings, passed, looked, messages, largestBytes } = check;
  const of = looked === messages ? formatCount(looked, 'message') : `${String(looked)} of ${formatCount(messages, 'message')}`;
  return (
    <>
      <div className={classes['head']}>
        <p>
          {looked === 0 ? 'The template alone was looked at.' : `Looked at ${of}; the largest has ${formatBytes(largestBytes)}.`}
        </p>
        <Button size="xs" onClick={onAgain}>
          Check again
        </Button>
      </div>
      {findings.length === 0 && <EmptyState compact icon={<IconCircleCheck size={20} />} title="Nothing was found wrong" />}
      <ul className={classes['findings']} aria-label="Findings">
        {findings.map((finding, index) => (
          <Finding key={index} finding={finding} />
        ))}
      </ul>
      {passed.length > 0 && (
        <ul className={classes['passed']} aria-label="In order">
          {passed.map((kind) => (
            <li key={kind}>
              <IconCircleCheck size={14} aria-hidden /> {KINDS[kind]}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const SEVERITIES: Readonly<Record<EmailFinding['severity'], string>> = { error: 'Error', warning: 'Warning', note: 'Note' };

/** Goes to where a finding is to be mended; `undefined` for what concerns the whole. */
function useShowing({ part, from }: EmailFinding): (() => void) | undefined {
  const { editor, preview } = useOpenEmail();
  switch (part) {
    case 'subject':
    case 'preheader':
      return () => goToHead(part);
    case 'text':
      return () => {
        preview.setState({ part: 'text' });
        showPanel('preview');
      };
    case 'mjml':
      if (from === undefined) return undefined;
      return () => {
        editor.show(from);
        showCode();
      };
  }
}

function Finding({ finding }: { finding: EmailFinding }) {
  const { severity, message, suggestion, messages, examples } = finding;
  const FindingIcon = ICONS[severity];
  const show = useShowing(finding);
  return (
    <li data-severity={severity}>
      <FindingIcon size={16} role="img" aria-label={SEVERITIES[severity]} />
      <div>
        <p className={classes['message']}>{message}</p>
        {suggestion && <p className={classes['suggestion']}>{suggestion}</p>}
        {messages !== undefined && messages > 0 && (
          <p className={classes['suggestion']}>
            {`In ${formatCount(messages, 'message')}: ${examples.map(({ userId }) => userId).join(', ')}${messages > examples.length ? ' …' : ''}`}
          </p>
        )}
        {show && (
          <button type="button" className={classes['show']} onClick={show}>
            Show it
          </button>
        )}
      </div>
    </li>
  );
}
