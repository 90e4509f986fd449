import { Textarea, TextInput } from '@mantine/core';
import { useOpenJourney } from '../../EditorContext.js';
import { useFieldProblems } from './claims.js';
import { FieldMessages } from './FieldMessages.js';
import { asText } from './read.js';

interface TextFieldProps {
  label: string;
  value: unknown;
  onChange: (value: string) => void;
  /** Where the text stands in the document. */
  path: string;
  placeholder?: string;
  description?: string;
  lines?: number;
  monospace?: boolean;
}

/** A text of the document with its label above it. */
export function TextField({ label, value, onChange, path, placeholder, description, lines, monospace = false }: TextFieldProps) {
  const { editor } = useOpenJourney();
  const { problems, id, invalid, describedBy } = useFieldProblems(path);
  const error = problems.length > 0 ? <FieldMessages problems={problems} id={id} /> : undefined;
  const shared = {
    label,
    value: asText(value),
    description,
    error: invalid ? error : undefined,
    'data-document': true,
    size: 'sm',
    'aria-describedby': describedBy,
    onBlur: () => editor.seal(),
    autoComplete: 'off',
    ...(placeholder !== undefined && { placeholder }),
    ...(monospace && { styles: { input: { fontFamily: 'var(--wp-font-mono)', fontSize: '12px' } } }),
  };
  return (
    <div>
      {lines === undefined ? (
        <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <Textarea {...shared} autosize minRows={lines} maxRows={14} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      {!invalid && error}
    </div>
  );
}
