import { LineField } from '../../../emails/text/LineField.js';
import { useOpenJourney } from '../../EditorContext.js';
import { useFieldProblems } from './claims.js';
import { FieldMessages } from './FieldMessages.js';
import { asText } from './read.js';

interface TokenLineProps {
  label: string;
  value: unknown;
  onChange: (value: string) => void;
  /** Where the text stands in the document. */
  path: string;
  placeholder?: string;
}

/** A line of the document in which tokens may stand; they are offered as one types. */
export function TokenLine({ label, value, onChange, path, placeholder }: TokenLineProps) {
  const { editor } = useOpenJourney();
  const { problems, id } = useFieldProblems(path);
  return (
    <div onBlur={() => editor.seal()}>
      <LineField
        label={label}
        value={asText(value)}
        placeholder={placeholder}
        onChange={onChange}
        onUndo={editor.undo}
        onRedo={editor.redo}
      />
      <FieldMessages problems={problems} id={id} />
    </div>
  );
}
