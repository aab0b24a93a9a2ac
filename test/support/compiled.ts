import { type Compilation, type CompileOptions, compile } from '../../src/compile.js';
import { splitText } from '../../src/source/split-text.js';

/** A script compiled; as one that runs at once where no options are given. */
export function compiled(text: string, options?: CompileOptions, path = 'test.sql'): Compilation {
  const { file, units, diagnostics } = splitText(text, path);
  return compile({ files: [file], units, diagnostics }, options);
}
