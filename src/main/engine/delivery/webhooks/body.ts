import { LiquidError } from 'liquidjs';
import { EngineError } from '../../../../shared/contract/error.js';
import { emailIdOf, type MessageKey } from '../../../../shared/delivery/outbox.js';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import type { MessageData, MissingValue } from '../../../../shared/email/message.js';
import { liquidWords, type LiquidWords } from '../../../../shared/email/needs.js';
import type { WebhookConfig } from '../../../../shared/journey/schema.js';
import { LiquidText } from '../../emails/liquid.js';
import { liquidMessage } from '../../emails/liquid-message.js';

type Values = Pick<MessageData, 'values' | 'time' | 'zone'>;
type Write = (values: Values, missing: Map<string, MissingValue>) => unknown;

/** A body as one call carries it. */
export interface WrittenBody {
  type: string;
  text: string;
  /** Tokens that had no value and no default. */
  missing: string[];
}

/** The body of a webhook's calls, with its Liquid parsed once: JSON whose texts may hold tokens, a text, or what Waypost says by itself. */
export class CompiledBody {
  /** As a template's: a body has no conditional blocks. */
  readonly blocks = [];

  private constructor(
    private readonly write: Write | undefined,
    private readonly isText: boolean,
    readonly words: LiquidWords,
  ) {}

  /** @throws EngineError `invalid` for Liquid that cannot be read. */
  static compile(body: WebhookConfig['body']): CompiledBody {
    const texts: string[] = [];
    const write = body === undefined ? undefined : compiled(body, texts);
    return new CompiledBody(write, typeof body === 'string', liquidWords(texts));
  }

  /** @throws EngineError `invalid` when Liquid fails on the values. */
  render(key: MessageKey, values: Values): WrittenBody {
    const missing = new Map<string, MissingValue>();
    const value = this.write ? this.written(values, missing) : ownBody(key, values.time);
    const tokens = [...missing.keys()];
    if (this.isText) return { type: 'text/plain; charset=utf-8', text: String(value), missing: tokens };
    return { type: 'application/json', text: JSON.stringify(value), missing: tokens };
  }

  private written(values: Values, missing: Map<string, MissingValue>): unknown {
    try {
      return this.write?.(values, missing);
    } catch (error) {
      throw invalid(error);
    }
  }
}

/** What a call says where the step says nothing: who came by which step, and when. */
function ownBody(key: MessageKey, time: number): unknown {
  const { journey, node, userId, entry, count } = key;
  return { id: emailIdOf(key), journey, node, userId, entry, count, time: new Date(time).toISOString() };
}

function compiled(value: unknown, texts: string[]): Write {
  if (typeof value === 'string') return compiledText(value, texts);
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => compiled(part, texts));
    return (values, missing) => parts.map((part) => part(values, missing));
  }
  if (typeof value !== 'object' || value === null) return () => value;
  const parts = Object.entries(value).map(([name, part]) => [name, compiled(part, texts)] as const);
  return (values, missing) => Object.fromEntries(parts.map(([name, part]) => [name, part(values, missing)]));
}

function compiledText(text: string, texts: string[]): Write {
  if (liquidPieces(text).length === 0) return () => text;
  texts.push(text);
  const liquid = parsed(text);
  return ({ values, ...when }, missing) => liquid.render(values, when, missing, false);
}

function parsed(text: string): LiquidText {
  try {
    return LiquidText.parse(text, 'text');
  } catch (error) {
    throw invalid(error);
  }
}

function invalid(error: unknown): unknown {
  if (!(error instanceof LiquidError)) return error;
  return new EngineError('invalid', `The body of the call: ${liquidMessage(error)}`, [], { cause: error });
}
