import { autocompletion } from '@codemirror/autocomplete';
import { useState } from 'react';
import { htmlWithLiquid } from '../code/language.js';
import classes from './text.module.css';
import { tokenCompletion } from './tokenCompletion.js';
import { useTextView } from './useTextView.js';
import { useAwaitedTokens } from './useTokens.js';

interface CodeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onUndo: () => void;
  onRedo: () => void;
}

/** A small piece of HTML with Liquid, in colours, with tokens offered as one types. */
export function CodeField({ label, ...text }: CodeFieldProps) {
  const tokens = useAwaitedTokens();
  const [extensions] = useState(() => [
    htmlWithLiquid(),
    autocompletion({ override: [tokenCompletion(tokens, true)], icons: false }),
  ]);
  const { holder } = useTextView({ ...text, label, extensions });
  return (
    <div>
      <div className={classes['head']} aria-hidden>
        {label}
      </div>
      <div ref={holder} className={classes['field']} data-tall data-code />
    </div>
  );
}
