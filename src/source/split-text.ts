import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type SourceFile, sourceFile } from './files/source-file.js';
import { splitFile } from './splitting/splitter.js';
import { newSession } from './sqlplus/session.js';
import type { Unit } from './unit.js';

/** What a text is cut with. */
export interface SplitOptions {
  /** Values of substitution variables, by name. */
  readonly defines?: Readonly<Record<string, string>>;
  /** Substitution is off from the start: SET DEFINE OFF. */
  readonly defineOff?: boolean;
  /** Index of the file in the compilation; 0 if not given. */
  readonly fileIndex?: number;
}

/** Cuts the text of one script into units. Scripts that it calls are not read. */
export function splitText(
  text: string,
  fileName: string,
  options: SplitOptions = {},
): { readonly file: SourceFile; readonly units: readonly Unit[]; readonly diagnostics: readonly Diagnostic[] } {
  const file = sourceFile(options.fileIndex ?? 0, fileName, text);
  const units: Unit[] = [];
  const diagnostics: Diagnostic[] = [];
  const session = newSession(options.defines);
  if (options.defineOff) session.define = '';
  splitFile(file, { session, units, diagnostics });
  return { file, units, diagnostics };
}
