import { performance } from 'node:perf_hooks';
import {
  Context,
  Drop,
  ForTag,
  IfTag,
  isTruthy,
  LiquidError,
  Output,
  RenderError,
  toValue,
  toValueSync,
  TypeGuards,
  UnlessTag,
  type Liquid,
  type Template,
} from 'liquidjs';
import { tokenOf, valueOf, type QuickFilters, type Run } from './liquid-values.js';

type Write = (run: Run) => void;

/** What stands between static texts. */
interface Piece {
  template: Template;
  write: Write;
}

/**
 * A parsed Liquid text as plain functions. Liquid itself walks its templates by generators, since any value may be a promise; the values
 * of messages are at hand, and messages are many. Texts, outputs, `if`, `unless` and `for` over lists run here. Every other tag is
 * rendered by Liquid itself in the same context; parsing, filters, operators and the reading of properties are always its own.
 */
export class LiquidProgram {
  private readonly pieces: readonly (string | Piece)[];
  private readonly whole: Write;

  /** @param quick those of its filters that can be called directly. */
  constructor(
    templates: readonly Template[],
    private readonly liquid: Liquid,
    quick: QuickFilters,
  ) {
    this.pieces = new Compiler(liquid, quick).pieces(templates);
    this.whole = bodyOf(this.pieces);
  }

  /** @throws LiquidError when a filter refuses a value or a limit is passed. */
  run(values: object): string {
    const [first = '', second] = this.pieces;
    if (typeof first === 'string' && second === undefined) return first;
    const context = new Context(values, this.liquid.options, { sync: true }, { liquid: this.liquid });
    const run: Run = { context, scopes: [context.globals, context.environments, context.bottom()], text: '' };
    this.whole(run);
    return run.text;
  }
}

/** Writes pieces in their order, until `break` or `continue`. */
function bodyOf(pieces: readonly (string | Piece)[]): Write {
  return (run) => {
    const { context } = run;
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        run.text += piece;
        continue;
      }
      try {
        context.renderLimit.check(performance.now());
        piece.write(run);
      } catch (error) {
        if (LiquidError.is(error) || !(error instanceof Error)) throw error;
        throw new RenderError(error, piece.template);
      }
      if (context.breakCalled || context.continueCalled) return;
    }
  };
}

class Compiler {
  constructor(
    private readonly liquid: Liquid,
    private readonly quick: QuickFilters,
  ) {}

  /** Static texts that follow each other are one. */
  pieces(templates: readonly Template[]): (string | Piece)[] {
    const pieces: (string | Piece)[] = [];
    for (const template of templates) {
      const { token } = template;
      if (!TypeGuards.isHTMLToken(token)) {
        pieces.push({ template, write: this.writer(template) });
        continue;
      }
      const last = pieces.at(-1);
      if (typeof last === 'string') pieces.pop();
      pieces.push((typeof last === 'string' ? last : '') + token.getContent());
    }
    return pieces;
  }

  private body(templates: readonly Template[] = []): Write {
    return bodyOf(this.pieces(templates));
  }

  private writer(template: Template): Write {
    if (template instanceof Output) return this.output(template);
    if (template instanceof IfTag || template instanceof UnlessTag) return this.choice(template);
    if (template instanceof ForTag) return this.loop(template);
    return this.byLiquid(template);
  }

  private byLiquid(template: Template): Write {
    return (run) => {
      run.text += String(toValueSync<unknown>(this.liquid.renderer.renderTemplates([template], run.context)));
    };
  }

  /** The last filter of every output makes a text of it. */
  private output({ value }: Output): Write {
    const evaluate = valueOf(value, this.quick);
    return (run) => {
      run.text += String(evaluate(run));
    };
  }

  private choice(tag: IfTag | UnlessTag): Write {
    const branches = tag.branches.map((branch) => ({
      value: valueOf(branch.value, this.quick),
      test: 'test' in branch ? branch.test : isTruthy,
      body: this.body(branch.templates),
    }));
    const otherwise = this.body(tag.elseTemplates);
    return (run) => {
      const chosen = branches.find(({ value, test }) => test(toValue(value(run)), run.context));
      (chosen?.body ?? otherwise)(run);
    };
  }

  /** A loop over a list, with `limit` and `reversed` at most. */
  private loop(tag: ForTag): Write {
    const byLiquid = this.byLiquid(tag);
    const part = partOf(tag);
    if (!part || !TypeGuards.isPropertyAccessToken(tag.collection) || tag.variable === 'forloop') return byLiquid;
    const [collection, body, otherwise] = [tokenOf(tag.collection), this.body(tag.templates), this.body(tag.elseTemplates)];
    const name = tag.collection.getText();
    return (run) => {
      const { context, scopes } = run;
      const list: unknown = toValue(collection(run)) ?? [];
      if (!isList(list)) {
        byLiquid(run);
        return;
      }
      if (list.length === 0) {
        otherwise(run);
        return;
      }
      const items = part(list);
      context.setRegister(`continue-${tag.variable}-${name}`, items.length);
      const forloop = new ForloopDrop(items.length, `${tag.variable}-${name}`);
      const scope: Record<string, unknown> = { __proto__: null, forloop };
      context.push(scope);
      scopes.push(scope);
      for (const item of items) {
        scope[tag.variable] = item;
        goOn(context);
        body(run);
        if (context.breakCalled) break;
        forloop.next();
      }
      goOn(context);
      scopes.pop();
      context.pop();
    };
  }
}

/** Takes `break` and `continue` back. */
function goOn(context: Context): void {
  context.breakCalled = context.continueCalled = false;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** What a loop goes through of its list; `undefined` where only Liquid can tell. */
function partOf({ hash: { hash } }: ForTag): ((list: readonly unknown[]) => readonly unknown[]) | undefined {
  const { limit, reversed } = hash;
  const most: unknown = limit && 'content' in limit ? limit.content : undefined;
  if ('offset' in hash || reversed || ('limit' in hash && typeof most !== 'number')) return undefined;
  const first = (list: readonly unknown[]): readonly unknown[] => (typeof most === 'number' ? list.slice(0, most) : list);
  return 'reversed' in hash ? (list) => first(list).toReversed() : first;
}

/** What `forloop` says inside a loop, as Liquid has it. */
class ForloopDrop extends Drop {
  i = 0;
  readonly length: number;
  readonly name: string;

  constructor(length: number, name: string) {
    super();
    this.length = length;
    this.name = name;
  }

  next(): void {
    this.i++;
  }

  index0(): number {
    return this.i;
  }

  index(): number {
    return this.i + 1;
  }

  first(): boolean {
    return this.i === 0;
  }

  last(): boolean {
    return this.i === this.length - 1;
  }

  rindex(): number {
    return this.length - this.i;
  }

  rindex0(): number {
    return this.length - this.i - 1;
  }

  override valueOf(): string {
    return JSON.stringify(this);
  }
}
