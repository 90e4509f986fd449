import type { ReactNode } from 'react';
import type { DeliveryChange, DeliveryPreview } from '../../../shared/contract/delivery.js';
import { formatCount, formatDateTime, formatNumber, Message, Pill } from '../../ui/index.js';
import classes from './delivery.module.css';
import { callsIn, hostsOf, iso, resortedWords } from './words.js';

const SHOWN = 50;

/** What a change does, in figures and names. */
export function PreviewFacts({ kind, facts }: { kind: DeliveryChange['kind']; facts: DeliveryPreview }) {
  const sends = kind !== 'pause' && kind !== 'stop';
  return (
    <>
      <dl className={classes['facts']}>
        {sends && <Fact name="Leave at once" value={formatCount(facts.leaving, 'message')} />}
        {sends && facts.calls.length > 0 && (
          <Fact
            name="Called at once"
            value={callsIn(facts.calls) === 0 ? `nothing yet; later ${hostsOf(facts.calls)}` : hostsOf(facts.calls)}
          />
        )}
        {kind === 'activate' && <Fact name="May be written to" value={formatCount(facts.confirm, 'customer')} />}
        {facts.held > 0 && <Fact name="Held for a decision" value={`${countWords(facts.held, facts)}, due too long ago`} />}
        {facts.cancelled > 0 && <Fact name="Taken back" value={countWords(facts.cancelled, facts)} />}
        {facts.rewritten.map(({ template, messages }) => (
          <Fact
            key={template}
            name="Look different"
            value={`${formatCount(messages, 'message')} with “${template}”, not sent yet`}
          />
        ))}
        {facts.resorted.map((changed) => (
          <Fact
            key={changed.segment}
            name={`In “${changed.segment}”`}
            value={
              <>
                {formatCount(changed.come, 'customer')} more, {formatCount(changed.go, 'customer')} no more
                <span className={classes['quiet']}>{resortedWords(changed)}</span>
              </>
            }
          />
        ))}
        {kind !== 'campaign' && kind !== 'activate' && (
          <Fact name="Inside now" value={formatCount(facts.inside, 'entry', 'entries')} />
        )}
        {sends && <Fact name="From" value={facts.from === '' ? '–' : facts.from} />}
        {sends && (
          <Fact
            name="By"
            value={
              <>
                {facts.transport} {!facts.reachesPeople && <Pill tone="success">reaches nobody</Pill>}
              </>
            }
          />
        )}
      </dl>
      {sends && facts.reachesPeople && <NoWayBack messages={facts.leaving} calls={callsIn(facts.calls)} />}
      {facts.notes.length > 0 && (
        <Message tone="info">
          <ul className={classes['plain']}>
            {facts.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Message>
      )}
      {facts.suppressed.length > 0 && (
        <section>
          <h3 className={classes['label']}>Kept back</h3>
          <ul className={classes['reasons']}>
            {facts.suppressed.map(({ reason, messages }) => (
              <li key={reason}>
                <span className="wp-figures">{formatNumber(messages)}</span> {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      {facts.recipients.length > 0 && (
        <section>
          <h3 className={classes['label']}>To whom, the first of them</h3>
          <p className={classes['recipients']}>{facts.recipients.map(({ address }) => address).join(', ')}</p>
        </section>
      )}
      {facts.changesTotal > 0 && kind !== 'campaign' && <Changes facts={facts} />}
    </>
  );
}

/** Where there are calls, figures of both are told as one. */
function countWords(count: number, { calls }: DeliveryPreview): string {
  return calls.length > 0 ? formatCount(count, 'message or call', 'messages and calls') : formatCount(count, 'message');
}

/** A warning before something leaves for real. */
export function NoWayBack({ messages, calls }: { messages: number; calls: number }) {
  if (messages + calls === 0) return undefined;
  const what = calls === 0 ? 'messages' : messages === 0 ? 'calls' : 'messages and calls';
  const whom = calls === 0 ? 'people' : messages === 0 ? 'systems' : 'people and systems';
  return (
    <Message tone="warning">
      These {what} reach real {whom} and cannot be called back.
    </Message>
  );
}

/** One line of a last page, in a `<dl>`. */
export function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Changes({ facts }: { facts: DeliveryPreview }) {
  const { changes, changesTotal } = facts;
  return (
    <section>
      <h3 className={classes['label']}>For whom it changes, in the next 7 days if nothing else happens</h3>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label="Messages that change">
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">Customer</th>
              <th scope="col">Step</th>
              <th scope="col">Until now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, SHOWN).map(({ userId, node, before, after }, place) => (
              <tr key={place}>
                <td>{userId}</td>
                <td>{node}</td>
                <td>{before === undefined ? 'nothing' : formatDateTime(iso(before))}</td>
                <td>{after === undefined ? 'nothing' : formatDateTime(iso(after))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changesTotal > SHOWN && <p className={classes['quiet']}>and {formatCount(changesTotal - SHOWN, 'message')} more</p>}
    </section>
  );
}
