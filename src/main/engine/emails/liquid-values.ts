import {
  evalToken,
  toValue,
  toValueSync,
  TypeGuards,
  type Context,
  type Expression,
  type Filter,
  type Token,
  type Value,
} from 'liquidjs';

/** A text that is being written. */
export interface Run {
  readonly context: Context;
  /** Where names are looked for, the last place first. What loops add is in the context too. */
  readonly scopes: object[];
  text: string;
}

export type Evaluate = (run: Run) => unknown;

/** Filters, by name, that need nothing but a value and at most one argument. */
export type QuickFilters = Readonly<Record<string, (value: unknown, argument?: unknown) => unknown>>;

/** The value of an expression behind its filters. */
export function valueOf({ initial, filters }: Value, quick: QuickFilters): Evaluate {
  return filters.reduce((value, filter) => filtered(value, filter, quick), expressionOf(initial));
}

function filtered(value: Evaluate, filter: Filter, quick: QuickFilters): Evaluate {
  const handler = Object.hasOwn(quick, filter.name) ? quick[filter.name] : undefined;
  const [argument, second] = filter.args;
  if (!handler || second || Array.isArray(argument)) return (run) => toValueSync<unknown>(filter.render(value(run), run.context));
  if (!argument) return (run) => handler(value(run));
  const given = tokenOf(argument);
  return (run) => handler(value(run), given(run));
}

/** In an expression's tokens an operator stands behind its operands. */
function expressionOf({ postfix }: Expression): Evaluate {
  const stack: Evaluate[] = [];
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) stack.push(tokenOf(token));
    else stack.push(operationOf(token.operator, stack.splice(token.operator === 'not' ? -1 : -2)));
  }
  return stack[0] ?? nothing;
}

function nothing(): undefined {
  return undefined;
}

type Plain = string | number | boolean;

/** What operators say of plain values; drops, lists and nothing are left to Liquid. */
const COMPARISONS: Readonly<Record<string, (left: Plain, right: Plain) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
};

function operationOf(operator: string, operands: readonly Evaluate[]): Evaluate {
  const compare = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined;
  const byLiquid = ({ context }: Run, values: readonly unknown[]): unknown => {
    const handler = context.opts.operators[operator];
    return handler && toValueSync<unknown>(Reflect.apply(handler, undefined, [...values, context]));
  };
  const [left, right] = operands;
  if (!compare || !left || !right)
    return (run) =>
      byLiquid(
        run,
        operands.map((operand) => operand(run)),
      );
  return (run) => {
    const [first, second] = [left(run), right(run)];
    return isPlain(first) && isPlain(second) ? compare(first, second) : byLiquid(run, [first, second]);
  };
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The value of a literal, or of a name with its properties; ranges and names that are themselves computed are left to Liquid. */
export function tokenOf(token: Token): Evaluate {
  if ('content' in token) {
    const { content } = token;
    return () => content;
  }
  if (TypeGuards.isPropertyAccessToken(token) && !token.variable) {
    const names = token.props.map(nameOf);
    if (names.every((name) => name !== undefined)) return propertyOf(names);
  }
  return ({ context }) => toValueSync<unknown>(evalToken(token, context));
}

function nameOf(token: Token): string | number | undefined {
  const name: unknown = 'content' in token ? toValue(token.content) : undefined;
  return typeof name === 'string' || typeof name === 'number' ? name : undefined;
}

function propertyOf(names: readonly (string | number)[]): Evaluate {
  const [first = ''] = names;
  return ({ context, scopes }) => {
    let value: unknown = scopes.findLast((scope, place) => place === 0 || first in scope);
    for (const name of names) {
      if (!hasProperties(value)) return value;
      value = toValueSync<unknown>(context.readProperty(value, name));
    }
    return value;
  };
}

/** Whatever is something; Liquid reads even a text's `size`. */
function hasProperties(value: unknown): value is Parameters<Context['readProperty']>[0] {
  return value !== undefined && value !== null;
}
