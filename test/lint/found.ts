import { lintDiagnostics } from '../../src/assess/collect.js';
import { parsePage } from '../../src/lint/page.js';
import { compiled } from '../support/compiled.js';

/** The source texts that a selector finds in a script. */
export function found(selector: string, script: string): readonly string[] {
  const page = parsePage(
    `---\ncode: T1\nname: t\nseverity: info\nselector: ${selector}\nmessage: m\n---\n# T\n`,
    'T1.md',
  );
  return lintDiagnostics(compiled(script), new Map([['T1', page]])).map(({ span }) =>
    script.slice(span.start, span.end).replaceAll(/\s+/g, ' '),
  );
}
