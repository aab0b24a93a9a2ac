import { lintDiagnostics } from '../../src/assess/collect.js';
import { compile } from '../../src/compile.js';
import { parsePage } from '../../src/lint/page.js';
import { splitText } from '../../src/source/split-text.js';

/** The source texts that a selector finds in a script. */
export function found(selector: string, script: string): readonly string[] {
  const { file, units, diagnostics } = splitText(script, 'a.sql');
  const page = parsePage(
    `---\ncode: T1\nname: t\nseverity: info\nselector: ${selector}\nmessage: m\n---\n# T\n`,
    'T1.md',
  );
  return lintDiagnostics(compile({ files: [file], units, diagnostics }), new Map([['T1', page]])).map(({ span }) =>
    script.slice(span.start, span.end).replaceAll(/\s+/g, ' '),
  );
}
