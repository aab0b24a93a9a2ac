import type { ScriptDiagnostic } from '../contract/compiled-script.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../source/index.js';

/** A diagnostic with file, line and column in place of offsets. */
export function placed(files: readonly SourceFile[], d: Diagnostic): ScriptDiagnostic {
  const file = files[d.span.file];
  const at = file?.lineColumn(d.span.start);
  return {
    code: d.code,
    severity: d.severity,
    message: d.message,
    file: file?.path ?? '',
    line: at?.line ?? 0,
    column: at?.column ?? 0,
    ...(d.about !== undefined && { about: d.about }),
    ...(d.missing && { missing: d.missing }),
  };
}
