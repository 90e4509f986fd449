import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { LogSummary } from '../../../shared/contract/logs.js';
import type { Recipe } from '../../../shared/contract/recipes.js';
import { errorText, formatCount, formatNumber, isCancelled } from '../../ui/index.js';
import classes from './gallery.module.css';
import { needsIn, type Need } from './missing.js';
import { RecipePicture } from './RecipePicture.js';

/** How far the count for a recipe is; `undefined` where there is no log to count in. */
export type RecipeCount = { customers: number; entries: number } | { error: unknown } | 'waiting' | undefined;

interface RecipeCardProps {
  recipe: Recipe;
  log: LogSummary | undefined;
  count: RecipeCount;
  onChoose: () => void;
  disabled: boolean;
  loading: boolean;
}

/** A recipe: what starts it, its picture, what it needs, and what it would do here. */
export function RecipeCard({ recipe, log, count, onChoose, disabled, loading }: RecipeCardProps) {
  const { name, sentence, description, journey } = recipe;
  const needs = useMemo(() => needsIn(recipe.needs, log), [recipe.needs, log]);
  const titleId = `recipe-${recipe.id}`;
  return (
    <li className={classes['card']}>
      <RecipePicture journey={journey} />
      <div className={classes['body']}>
        <h3 className={classes['name']} id={titleId}>
          {name}
        </h3>
        <p className={classes['sentence']}>{sentence}</p>
        <p className={classes['description']}>{description}</p>
        <p className={classes['needsTitle']}>Needs in the log</p>
        <ul className={classes['needs']}>
          {needs.map((need) => (
            <NeedItem key={`${need.kind} ${need.name}`} need={need} />
          ))}
        </ul>
      </div>
      <div className={classes['foot']}>
        <p className={classes['count']} aria-live="polite">
          <CountText count={count} />
        </p>
        <Button variant="light" onClick={onChoose} disabled={disabled} loading={loading} aria-describedby={titleId}>
          Use this recipe
        </Button>
      </div>
    </li>
  );
}

const KINDS: Readonly<Record<Need['kind'], string>> = { event: 'event', property: 'property', trait: 'trait' };

function NeedItem({ need: { name, kind, isThere } }: { need: Need }) {
  const what = kind === 'event' ? name : `${KINDS[kind]} ${name}`;
  return (
    <li data-missing={isThere === false || undefined}>
      {isThere === true && <IconCheck size={13} aria-label="in the log:" role="img" />}
      {isThere === false && <IconAlertTriangle size={13} aria-label="not in the log:" role="img" />}
      {what}
    </li>
  );
}

function CountText({ count }: { count: RecipeCount }) {
  if (count === undefined) return null;
  if (count === 'waiting') return 'Counting…';
  if ('error' in count) return isCancelled(count.error) ? null : <span title={errorText(count.error)}>Cannot be counted</span>;
  if (count.customers === 0) return 'Would start for nobody in this log';
  return (
    <>
      Would start for <strong>{formatCount(count.customers, 'customer')}</strong>
      {count.entries > count.customers && `, ${formatNumber(count.entries)} times in all`}
    </>
  );
}
