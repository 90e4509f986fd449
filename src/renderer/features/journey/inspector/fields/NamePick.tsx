import { useMemo } from 'react';
import { useLog } from '../LogContext.js';
import { useFieldProblems } from './claims.js';
import { FieldMessages } from './FieldMessages.js';
import { asText } from './read.js';
import { SearchPick } from './SearchPick.js';

export type NameKind = 'property' | 'trait';

/** The type of a property or trait in the log: "number", "string", "boolean", "mixed"; `undefined` when the log has none. */
export function useNameType(kind: NameKind, name: string): string | undefined {
  const log = useLog();
  const list = kind === 'property' ? log?.properties : log?.traits;
  return list?.find((entry) => entry.name === name)?.type;
}

interface NamePickProps {
  kind: NameKind;
  label: string;
  value: unknown;
  onChange: (value: string) => void;
  path: string;
  placeholder?: string;
  /** Only those of numbers are offered first. */
  numeric?: boolean;
}

/** The name of a property or trait: from the log, or one's own. */
export function NamePick({ kind, label, value, onChange, path, placeholder, numeric = false }: NamePickProps) {
  const log = useLog();
  const { problems, id, invalid, describedBy } = useFieldProblems(path);
  const options = useMemo(() => {
    const list = (kind === 'property' ? log?.properties : log?.traits) ?? [];
    const sorted = numeric ? [...list].sort((a, b) => Number(b.type === 'number') - Number(a.type === 'number')) : list;
    return sorted.map(({ name, type }) => ({ value: name, label: name, note: type }));
  }, [log, kind, numeric]);
  const name = asText(value);
  return (
    <>
      <SearchPick
        label={label}
        text={name}
        chosen={name === '' ? [] : [name]}
        options={options}
        onPick={onChange}
        invalid={invalid}
        describedBy={describedBy}
        custom={(typed) => `Use “${typed}”`}
        placeholder={placeholder ?? `a ${kind}`}
        nothing={`The log has no ${kind === 'property' ? 'properties' : 'traits'} yet: type a name`}
      />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}
