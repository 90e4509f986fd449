/**
 * Lets Node run the TypeScript of this repository as it is: `node --experimental-transform-types --import
 * ./scripts/typescript.mjs file.ts`. Sources import each other with `.js`, as the bundled files will be called; here such
 * an import finds the `.ts` beside it.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^\.{1,2}\//.test(specifier) && specifier.endsWith('.js') && context.parentURL?.startsWith('file:')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (!context.parentURL.includes('/node_modules/') && existsSync(fileURLToPath(source))) {
        return nextResolve(source.href, context);
      }
    }
    return nextResolve(specifier, context);
  },
});
