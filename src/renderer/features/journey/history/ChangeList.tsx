import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import type { Mark } from '../../../../shared/journey/diff.js';
import type { Change } from '../../../../shared/journey/words/diff.js';
import classes from './history.module.css';

const ICONS = { added: IconPlus, removed: IconMinus, changed: IconPencil };
const MARK_WORDS: Readonly<Record<Mark, string>> = { added: 'added', removed: 'removed', changed: 'changed' };

/** What differs between two states of a journey, in words; each entry leads to its step. */
export function ChangeList({ changes, onShow }: { changes: readonly Change[]; onShow: (node: string) => void }) {
  if (changes.length === 0) return <p className={classes['same']}>They mean the same: at most, steps stand elsewhere.</p>;
  return (
    <ul className={classes['changeList']} aria-label="Changes">
      {changes.map((change, index) => (
        <li key={`${change.kind} ${change.title} ${String(index)}`} data-mark={change.mark}>
          <Entry change={change} onShow={onShow} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ change, onShow }: { change: Change; onShow: (node: string) => void }) {
  const { mark, node, title, kind, differences } = change;
  const Icon = ICONS[mark];
  const head = (
    <>
      <Icon size={14} aria-hidden />
      <span>
        <b>{title}</b>
        <small>{`${kind}, ${MARK_WORDS[mark]}`}</small>
      </span>
    </>
  );
  return (
    <>
      {node === undefined ? (
        <div className={classes['changeHead']}>{head}</div>
      ) : (
        <button type="button" className={classes['changeHead']} onClick={() => onShow(node)}>
          {head}
        </button>
      )}
      {differences.map(({ what, before, after }) => (
        <dl key={`${what} ${before} ${after}`} className={classes['difference']}>
          <dt>{what}</dt>
          {before !== '' && (
            <dd>
              <del>{before}</del>
            </dd>
          )}
          {after !== '' && (
            <dd>
              <ins>{after}</ins>
            </dd>
          )}
        </dl>
      ))}
    </>
  );
}
