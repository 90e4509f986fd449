import type { MessageSource } from '../../../shared/email/template.js';
import { compileOrRefuse, type CompiledTemplate, type CompileOptions } from './renderer.js';

const MOST_KEPT = 40;

/** Compiled templates, remembered: stepping through recipients compiles each once. */
export class CompiledTemplates {
  private readonly kept = new Map<string, Promise<CompiledTemplate>>();

  /** @throws EngineError `invalid`, saying what is wrong first. */
  get(source: MessageSource, name: string, options: CompileOptions = {}): Promise<CompiledTemplate> {
    const key = JSON.stringify([source.mjml, source.text, source.subject, source.preheader, options.places]);
    const known = this.kept.get(key);
    if (known) return known;
    const compiling = compileOrRefuse(source, name, options);
    this.kept.set(key, compiling);
    compiling.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return compiling;
  }
}
