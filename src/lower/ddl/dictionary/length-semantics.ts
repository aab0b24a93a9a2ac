import type { Analysis } from '../../../analyze/analysis.js';
import type { ScriptUnit } from '../../../ir/oracle/index.js';
import { remembered } from '../../remembered.js';
import type { NotesContext } from './notes.js';

/**
 * Has the script said before the statement that lengths count characters? (Globalization Support
 * Guide, "NLS_LENGTH_SEMANTICS")
 */
export function countsChars(cx: NotesContext, { span }: ScriptUnit): boolean {
  const said = lengthSemantics(cx.analysis).filter((s) => s.span.file === span.file && s.span.start < span.start);
  return /^'?char'?$/i.test(said.at(-1)?.value ?? '');
}

const lengthSemantics = remembered((analysis: Analysis) =>
  analysis.units.flatMap((u) =>
    u.kind === 'AlterSession'
      ? u.settings
          .filter((s) => s.name.toUpperCase() === 'NLS_LENGTH_SEMANTICS')
          .map(({ value }) => ({ span: u.span, value }))
      : [],
  ),
);
