import { withoutComments } from '../../source/tokens/without-comments.js';
import type { InquiryValue } from '../conditional-compilation.js';

/** What a session has set for the units that it compiles: the flags of PLSQL_CCFLAGS, and other parameters. */
export interface CompilationParameters {
  readonly flags: Readonly<Record<string, InquiryValue>>;
  readonly others: Readonly<Record<string, InquiryValue>>;
}

/** A text that may set some of them. */
export const mayCompileOtherwise = /\b(plsql_\w+|plscope_settings|nls_length_semantics)\b/i;

/**
 * `ALTER SESSION SET PLSQL_CCFLAGS = 'name:value,…' PLSQL_OPTIMIZE_LEVEL = 1`: what `$$name` is in the units after it,
 * with what was set before; undefined where it sets none of them. (SQL Language Reference, "ALTER SESSION"; PL/SQL
 * Language Reference, "Predefined Inquiry Directives", "Assigning Values to Inquiry Directives")
 */
export function compilationSetBy(
  text: string,
  { flags, others }: CompilationParameters = { flags: {}, others: {} },
): CompilationParameters | undefined {
  if (!mayCompileOtherwise.test(text) || !/\balter\b/i.test(text)) return undefined;
  const list = /^\s*alter\s+session\s+set\s(.*)/is.exec(withoutComments(text))?.[1];
  if (list === undefined) return undefined;
  let made: CompilationParameters | undefined;
  // `PLSQL_WARNINGS = 'ENABLE:SEVERE', 'DISABLE:PERFORMANCE'` has no value that would be known here.
  for (const [, name = '', quoted, word] of list.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|(\w+))(?!\s*,)/g)) {
    const parameter = name.toUpperCase();
    const written = quoted ?? word ?? '';
    if (parameter === 'PLSQL_CCFLAGS') made = { flags: flagsOf(written), others: made?.others ?? others };
    const value = valueOf(parameter, written.replaceAll(/\s/g, '').toUpperCase());
    if (value === undefined) continue;
    made = { flags: made?.flags ?? flags, others: { ...others, ...made?.others, [parameter]: value } };
  }
  return made;
}

/**
 * The last of two values counts; one of the name PLSQL_CCFLAGS takes the place of the whole text. (Oracle Database
 * Reference, "PLSQL_CCFLAGS")
 */
function flagsOf(list: string): Readonly<Record<string, InquiryValue>> {
  const entries = list.split(',').flatMap((item): [string, InquiryValue][] => {
    const [, name, value] = /^\s*([a-z][\w$#]*)\s*:\s*(true|false|null|[-+]?\d+)\s*$/i.exec(item) ?? [];
    if (name === undefined || value === undefined) return [];
    const word = value.toUpperCase();
    return [[name.toUpperCase(), /\d/.test(word) ? Number(word) : word === 'NULL' ? null : word === 'TRUE']];
  });
  return { PLSQL_CCFLAGS: list, ...Object.fromEntries(entries) };
}

/** The values that a parameter shows as they are set. */
const shown: Readonly<Record<string, RegExp>> = {
  PLSQL_OPTIMIZE_LEVEL: /^[0-3]$/,
  PLSQL_CODE_TYPE: /^(INTERPRETED|NATIVE)$/,
  PLSQL_WARNINGS: /^(ENABLE|DISABLE|ERROR):ALL$/,
  PLSCOPE_SETTINGS: /^IDENTIFIERS:(ALL|NONE)$/,
  NLS_LENGTH_SEMANTICS: /^(BYTE|CHAR)$/,
};

function valueOf(parameter: string, written: string): InquiryValue | undefined {
  if (!shown[parameter]?.test(written)) return undefined;
  return parameter === 'PLSQL_OPTIMIZE_LEVEL' ? Number(written) : written;
}
