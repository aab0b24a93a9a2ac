import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The package in one file stands beside its modules. Those load the whole of lodash: 150 ms of each start, this 10.
const modules = createRequire(import.meta.url).resolve('chevrotain');
const bundle = new URL('../chevrotain.min.mjs', pathToFileURL(modules));

/** What is used of chevrotain; its types come from the package itself. */
export const { createToken, EmbeddedActionsParser, Lexer, tokenLabel } = (await import(
  bundle.href
)) as typeof import('chevrotain');
