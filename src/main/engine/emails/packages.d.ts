/** The parts that are used of packages that bring no types of their own. */
declare module 'mjml-core' {
  interface MjmlError {
    line: number;
    message: string;
    tagName: string;
  }
  interface MjmlOptions {
    presets: unknown[];
    validationLevel: 'soft' | 'strict' | 'skip';
    ignoreIncludes: boolean;
    fonts: Record<string, string>;
    keepComments: boolean;
  }
  function mjml2html(source: string, options: MjmlOptions): Promise<{ html: string; errors: MjmlError[] }>;
  export default mjml2html;
}

declare module 'mjml-preset-core' {
  const preset: unknown;
  export default preset;
}

declare module 'html-to-text' {
  interface Selector {
    selector: string;
    format?: string;
    options?: Record<string, unknown>;
  }
  export function convert(
    html: string,
    options: { wordwrap: false; limits: { maxDepth: number }; selectors: Selector[] },
  ): string;
}
