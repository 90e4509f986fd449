import type { Diagnostic } from '@codemirror/lint';
import { useId, useState, type ReactNode } from 'react';
import { lineOfText } from './kinds.js';
import classes from './text.module.css';
import { TextProblems } from './TextProblems.js';
import { TokenPick } from './TokenPick.js';
import { useTextView } from './useTextView.js';
import { useAwaitedTokens, useTokens } from './useTokens.js';

interface LineFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  problems?: readonly Diagnostic[];
  onUndo?: () => void;
  onRedo?: () => void;
  /** Counts wishes to go on in this field. */
  wishes?: number;
  /** Behind the label: how long it is. */
  note?: ReactNode;
  /** Label, field and token on one line. */
  inline?: boolean;
}

const NO_PROBLEMS: readonly Diagnostic[] = [];

/** One line with tokens, which are offered as one types: a subject, a preheader. */
export function LineField({ label, note, inline = false, problems = NO_PROBLEMS, ...text }: LineFieldProps) {
  const latest = useAwaitedTokens();
  const tokens = useTokens();
  const id = useId();
  const [extensions] = useState(() => lineOfText(latest));
  const { holder, view } = useTextView({ ...text, label, extensions, diagnostics: problems });
  const insert = (what: string) => {
    if (!view) return;
    view.dispatch(view.state.replaceSelection(what), { userEvent: 'input' });
    view.focus();
  };
  return (
    <div className={classes['line']} data-inline={inline || undefined}>
      <div className={classes['head']}>
        <span aria-hidden>{label}</span>
        <span className={classes['headEnd']}>
          {note}
          <TokenPick tokens={tokens} lists={false} onPick={insert} />
        </span>
      </div>
      <div
        ref={holder}
        className={classes['field']}
        data-invalid={problems.some(({ severity }) => severity === 'error') || undefined}
      />
      <TextProblems id={id} problems={problems} />
    </div>
  );
}
