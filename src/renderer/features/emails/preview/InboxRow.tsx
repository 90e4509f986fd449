import classes from './preview.module.css';

interface InboxRowProps {
  sender: string;
  subject: string;
  preheader: string;
  /** Behind the subject: the time. */
  time: string;
}

/** How an inbox lists the message, before it is opened. */
export function InboxRow({ sender, subject, preheader, time }: InboxRowProps) {
  const name = sender || 'Your name';
  return (
    <div className={classes['inbox']} role="group" aria-label="As the inbox lists it">
      <span className={classes['avatar']} aria-hidden>
        {name.slice(0, 1).toUpperCase()}
      </span>
      <div className={classes['inboxText']}>
        <p className={classes['inboxHead']}>
          <strong>{name}</strong>
          <span>{time}</span>
        </p>
        <p className={classes['inboxSubject']} data-missing={subject === '' || undefined}>
          {subject || 'No subject'}
        </p>
        <p className={classes['inboxPreheader']}>
          {preheader || 'No preview line: the inbox takes the first words of the e-mail'}
        </p>
      </div>
    </div>
  );
}
