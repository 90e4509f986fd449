import type { Liquid } from 'liquidjs';
import { LiquidError } from 'liquidjs';
import { liquidPieces } from '../../../shared/email/liquid-text.js';
import type { TemplateProblem } from '../../../shared/email/template.js';
import { meant, resolve, type RecordShape, type Shape } from '../../../shared/email/vocabulary.js';
import { liquid } from './liquid.js';
import { liquidMessage } from './liquid-message.js';

/** What a project knows of names. */
export interface ProjectNames {
  vocabulary: RecordShape;
  /** Share of the customers who have a trait, by the path that names it (`customer.first_name`, `first_name`). */
  shares: ReadonlyMap<string, number>;
}

type Part = TemplateProblem['part'];

/** Where a text's Liquid cannot be read. */
export function liquidFault(text: string, part: Part): TemplateProblem | undefined {
  try {
    liquid.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error;
    const { begin, end } = error.token;
    return { severity: 'error', part, message: liquidMessage(error), from: begin, to: Math.max(end, begin + 1) };
  }
}

/** A name that a text uses, and where. */
interface Used {
  path: readonly (string | number | undefined)[];
  from: number;
}

type Variables = ReturnType<Liquid['analyzeSync']>['variables'];

/**
 * Names that nothing in the project bears, with what was likely meant: an error, or, where there is a default, a warning. Traits that some
 * customers lack want a default. Nothing for a text whose Liquid cannot be read.
 */
export function nameProblems(text: string, part: Part, { vocabulary, shares }: ProjectNames): TemplateProblem[] {
  if (liquidFault(text, part)) return [];
  const { globals, variables } = liquid.analyzeSync(liquid.parse(text), { partials: false });
  const bound = loopNames(text, vocabulary);
  const locals = { fields: bound, open: false };
  const free = usesOf(globals, text).map((use) => ({ ...use, scope: vocabulary }));
  const inLoops = usesOf(variables, text).flatMap((use) => (bound.has(String(use.path[0])) ? [{ ...use, scope: locals }] : []));
  const problems = [...free.filter(({ path }) => !bound.has(String(path[0])) && !OWN.has(String(path[0]))), ...inLoops].flatMap(
    (use) => unknownName(text, part, use) ?? lackingName(text, part, use, shares) ?? [],
  );
  return problems.sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
}

/** Names that Liquid itself sets. */
const OWN = new Set(['forloop', 'tablerowloop']);

function usesOf(variables: Variables, text: string): Used[] {
  const lines = lineStarts(text);
  return Object.values(variables).flatMap((list) =>
    list.map(({ segments, location: { row, col } }): Used => ({
      path: segments.map((segment) => (typeof segment === 'object' ? undefined : segment)),
      from: (lines[row - 1] ?? 0) + col - 1,
    })),
  );
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** What the variables of `for` loops stand for. */
function loopNames(text: string, vocabulary: RecordShape): Map<string, Shape> {
  const bound = new Map<string, Shape>();
  for (const { kind, inner } of liquidPieces(text)) {
    const [, name, list] = (kind === 'tag' ? /^(?:for|tablerow)\s+([\w-]+)\s+in\s+([\w.-]+)/.exec(inner) : null) ?? [];
    if (name === undefined || list === undefined) continue;
    const path = list.split('.');
    const scope = bound.has(path[0] ?? '') ? { fields: bound, open: false } : vocabulary;
    const found = resolve(scope, path);
    const shape = 'shape' in found ? found.shape : 'anything';
    bound.set(name, typeof shape === 'object' && 'of' in shape ? shape.of : 'anything');
  }
  return bound;
}

/** The output or tag around a place. */
function pieceAt(text: string, at: number) {
  return liquidPieces(text).find(({ from, to }) => at >= from && at < to);
}

function hasDefault(text: string, at: number): boolean {
  return /\|\s*default\s*:/.test(pieceAt(text, at)?.inner ?? '');
}

function written(path: Used['path']): string {
  return path.map((name, place) => (name === undefined ? '[…]' : place === 0 ? String(name) : `.${String(name)}`)).join('');
}

function unknownName(
  text: string,
  part: Part,
  { path, from, scope }: Used & { scope: RecordShape },
): TemplateProblem | undefined {
  const found = resolve(scope, path);
  if ('shape' in found) return undefined;
  const suggestion = meant(scope, path, found);
  const instead = suggestion === undefined ? '' : ` Did you mean {{ ${suggestion} }}?`;
  const name = written(path);
  const known = hasDefault(text, from);
  return {
    severity: known ? 'warning' : 'error',
    part,
    message: known
      ? `Nothing is called {{ ${name} }} here, so that everybody gets the default.${instead}`
      : `Nothing is called {{ ${name} }} here.${instead}`,
    ...{ from, to: from + Math.max(1, name.length) },
  };
}

function lackingName(
  text: string,
  part: Part,
  { path, from }: Used,
  shares: ReadonlyMap<string, number>,
): TemplateProblem | undefined {
  const name = written(path);
  const share = shares.get(name);
  const piece = pieceAt(text, from);
  if (share === undefined || share >= 1 || piece?.kind !== 'output' || hasDefault(text, from)) return undefined;
  const percent = share > 0.99 ? 'Some customers' : `${String(Math.round((1 - share) * 100))} % of the customers`;
  return {
    severity: 'warning',
    part,
    message: `${percent} have no ${name}. Give it a default: {{ ${name} | default: "…" }}`,
    ...{ from, to: from + name.length },
  };
}
