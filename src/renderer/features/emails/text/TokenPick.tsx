import { useMemo } from 'react';
import type { Token } from '../../../../shared/contract/emails.js';
import { SearchPick, type SearchOption } from '../../journey/inspector/fields/SearchPick.js';
import { exampleOf } from './tokenCompletion.js';

interface TokenPickProps {
  tokens: readonly Token[];
  /** Whether there is room for loops over lists. */
  lists: boolean;
  /** Gets what is to be written. */
  onPick: (insert: string) => void;
}

/** Everything that can be said about a customer, with an example of each, to be put into a text. */
export function TokenPick({ tokens, lists, onPick }: TokenPickProps) {
  const offered = useMemo(() => tokens.filter(({ kind }) => lists || kind !== 'list'), [tokens, lists]);
  const options = useMemo(
    (): SearchOption[] =>
      offered.map((token) => ({ value: token.name, label: token.description, note: exampleOf(token) || token.name })),
    [offered],
  );
  return (
    <SearchPick
      label="Insert a token"
      look="add"
      text="Token"
      chosen={[]}
      options={options}
      nothing="No token is called that"
      onPick={(name) => {
        const token = offered.find((each) => each.name === name);
        if (token) onPick(token.insert);
      }}
    />
  );
}
