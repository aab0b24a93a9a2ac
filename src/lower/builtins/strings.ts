import { isDatetime, isNational } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { differentResult, unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import { linguisticRules } from '../../diagnostics/op5.js';
import { literalInteger, literalText } from '../../ir/literals.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, isRuntimeCall } from '../builders.js';
import { byLetters } from '../collation.js';
import { refuse } from '../context.js';
import { boundOf } from '../expressions/bounds/number-bound.js';
import { isPositiveIndex } from '../expressions/bounds/positive-index.js';
import { longestPlsqlText, notOverfilled } from '../expressions/bounds/text-bounds.js';
import { isTextIndex } from '../expressions/bounds/text-index.js';
import { concatenate } from '../expressions/concat.js';
import { convert, isBinary } from '../expressions/conversions/convert.js';
import { lowerExpr } from '../expressions/index.js';
import { keptByte, keptBytes, knownNul, strayByte, textOfCharacters, textOfConstantsIn } from '../expressions/nul.js';
import { isBytes, isLob } from '../expressions/typing.js';
import {
  argument,
  type BuiltinCall,
  type BuiltinLowering,
  type BuiltinTable,
  isInteger,
  number,
  optional,
  runtime,
  text,
  texts,
  typeOfArgument,
  varchar,
} from './call.js';
import { bytesOrText, dump, vsize } from './dump.js';

/** Case functions: never '' for what is not. The second argument of the NLS_ forms chooses a language's rules. */
function caseFunction(name: string): BuiltinLowering {
  return (c) => {
    const parameter = optional(c, 1);
    const language = literalText(parameter);
    if (parameter && !/^NLS_SORT\s*=\s*BINARY$/i.test(language ?? ''))
      c.ex.unit.report(linguisticRules(c.span, c.name, language ?? '…'));
    const value = byLetters(c.ex.unit, text(c, 0));
    // Rules of a language for the beginnings of words are not Oracle's.
    return name === 'initcap' && c.ex.unit.options.collation === 'explicit'
      ? b.ora(c.span, name, value)
      : b.call(c.span, name, value);
  };
}

/**
 * SUBSTR: native where the length is a literal, and the position is one that needs no counting from the end, the index
 * of a loop from 1 or a counter that only grows. (SQL Language Reference, "SUBSTR")
 */
function substr(c: BuiltinCall): PgExpr {
  const type = typeOfArgument(c, 0);
  // Of a RAW it counts hexadecimal digits, the characters of the text that it is converted to.
  if (type.kind === 'blob')
    return b.ora(
      c.span,
      'utl_raw_substr',
      lowerExpr(c.ex, argument(c, 0)),
      ...c.args.slice(1).map((_, i) => number(c, i + 1)),
    );
  const position = literalInteger(optional(c, 1));
  const amountExpr = optional(c, 2);
  const amount = literalInteger(amountExpr);
  const value = text(c, 0);
  const byIndex = isPositiveIndex(c.ex, optional(c, 1));
  const nativeStart = byIndex || (position !== undefined && position >= 0);
  const nativeAmount = amountExpr === undefined || (amount !== undefined && amount >= 1);
  if (isLob(type) || !nativeStart || !nativeAmount) {
    const places = c.args.slice(1).map((_, i) => number(c, i + 1));
    const name = places.every((place, i) => isInteger(c, i + 1, place)) ? 'substr_integer' : 'substr';
    return b.ora(c.span, isLob(type) ? 'clob_substr' : name, value, ...places);
  }
  const call = b.call(
    c.span,
    'substr',
    value,
    position === undefined ? number(c, 1) : b.num(c.span, Math.max(position, 1)),
    ...(amount === undefined ? [] : [b.num(c.span, amount)]),
  );
  // From the first character on, and from each that a loop comes to, at least one is there.
  const isThere = (position !== undefined && position <= 1) || isTextIndex(c.ex, optional(c, 0), optional(c, 1));
  return isThere ? call : b.nullIfEmpty(c.span, call);
}

function instr(c: BuiltinCall): PgExpr {
  if (c.args.length === 2)
    return b.call(c.span, 'strpos', text(c, 0), knownNul(c.ex, optional(c, 1), c.span) ?? text(c, 1));
  const places = c.args.slice(2).map((_, i) => number(c, i + 2));
  if (isLob(typeOfArgument(c, 0))) return b.ora(c.span, 'clob_instr', text(c, 0), text(c, 1), ...places);
  const fromInteger = places.length === 1 && places.every((place) => isInteger(c, 2, place));
  return b.ora(c.span, fromInteger ? 'instr_integer' : 'instr', text(c, 0), text(c, 1), ...places);
}

function trim(name: 'ltrim' | 'rtrim'): BuiltinLowering {
  return (c) => {
    const characters = c.args.length > 1 ? [knownNul(c.ex, optional(c, 1), c.span) ?? varchar(c, 1)] : [];
    const call = b.call(c.span, name, text(c, 0), ...characters);
    return isLob(typeOfArgument(c, 0)) ? call : b.nullIfEmpty(c.span, call);
  };
}

/** A function of the runtime whose result is NULL where it is empty, and one beside it, `clob_…`, that leaves an empty CLOB. */
function ofTextOrLob(name: string, kinds: string): BuiltinLowering {
  const [ofText, ofLob] = [runtime(name, kinds), runtime(`clob_${name}`, kinds)];
  return (c) => (isLob(typeOfArgument(c, 0)) ? ofLob(c) : ofText(c));
}

function unistr(c: BuiltinCall): PgExpr {
  const given = literalText(optional(c, 0));
  const parts = given?.match(/\\(?:\\|[\dA-Fa-f]{4})|./gs);
  if (!parts?.includes('\\0000')) return runtime('unistr', 't')(c);
  keptByte(c.ex, 0, c.span);
  return b.ora(c.span, 'unistr', b.text(c.span, parts.map((part) => (part === '\\0000' ? '\\EF00' : part)).join('')));
}

/** REPLACE: native where search and replacement are literals. (SQL Language Reference, "REPLACE") */
function replace(c: BuiltinCall): PgExpr {
  const lob = isLob(typeOfArgument(c, 0));
  const search = literalText(optional(c, 1));
  const replacementExpr = optional(c, 2);
  const replacement =
    replacementExpr === undefined
      ? ''
      : replacementExpr.kind === 'NullLiteral' ||
          (replacementExpr.kind === 'StringLiteral' && replacementExpr.value === '')
        ? ''
        : literalText(replacementExpr);
  const sought = search === undefined ? knownNul(c.ex, optional(c, 1), c.span) : b.text(c.span, search);
  if (sought && replacement !== undefined) {
    const call = b.call(c.span, 'replace', text(c, 0), sought, b.text(c.span, replacement));
    return replacement === '' && !lob ? b.nullIfEmpty(c.span, call) : call;
  }
  // A known search text that is there makes the others' NULL all there is to look at.
  return b.ora(c.span, lob ? 'clob_replace' : 'replace', text(c, 0), ...texts(c, 1));
}

function translate(c: BuiltinCall): PgExpr {
  const withNul = knownNul(c.ex, optional(c, 1), c.span);
  const becomes = withNul && textOfConstantsIn(c.ex.unit.analysis, optional(c, 2));
  if (withNul && becomes !== undefined && !isLob(typeOfArgument(c, 0)))
    return b.nullIfEmpty(c.span, b.call(c.span, 'translate', text(c, 0), withNul, textOfCharacters(c.span, becomes)));
  const [from, to] = [literalText(optional(c, 1)), literalText(optional(c, 2))];
  if (from === undefined || to === undefined || isLob(typeOfArgument(c, 0)))
    return b.ora(c.span, 'translate', text(c, 0), varchar(c, 1), varchar(c, 2));
  const call = b.call(c.span, 'translate', text(c, 0), b.text(c.span, from), b.text(c.span, to));
  return [...from].length <= [...to].length ? call : b.nullIfEmpty(c.span, call);
}

/**
 * LPAD and RPAD count columns, in which wide characters take two: native where the text is of digits and a
 * literal. In SQL they end at 4000; in PL/SQL a literal length that no VARCHAR2 has is an error, whatever the result is
 * for, and a computed one where nothing checks it later.
 */
function pad(name: 'lpad' | 'rpad'): BuiltinLowering {
  const padded = padTo(name);
  return (c) => {
    const given = literalInteger(optional(c, 1));
    const made = padded(c);
    if (c.ex.sql || isLob(typeOfArgument(c, 0)) || made.kind !== 'PgCall') return made;
    if (given === undefined) {
      const { whole = Infinity } = boundOf(c.ex, argument(c, 1)) ?? {};
      return whole <= digitsWithin ? made : { ...made, mayOverfill: true };
    }
    if (given <= longestPlsqlText) return made;
    return { ...b.ora(c.span, 'fit', made, b.num(c.span, longestPlsqlText)), checksText: 'padding' };
  };
}

/** No number of so few digits is more than a text of PL/SQL has. */
const digitsWithin = 4;

function padTo(name: 'lpad' | 'rpad'): BuiltinLowering {
  return (c) => {
    const given = literalInteger(optional(c, 1));
    const limited = c.ex.sql && !isLob(typeOfArgument(c, 0));
    const width = limited && given !== undefined ? Math.min(given, longestInSql) : given;
    const fillExpr = optional(c, 2);
    const fill = fillExpr === undefined ? ' ' : literalText(fillExpr);
    const value = text(c, 0);
    const ascii = fill !== undefined && /^[\x20-\x7e]+$/.test(fill) && isAscii(c, value);
    if (width !== undefined && width >= 1 && ascii)
      return b.call(
        c.span,
        name,
        value,
        b.num(c.span, width),
        ...(fillExpr === undefined ? [] : [b.text(c.span, fill)]),
      );
    const rest = fillExpr === undefined ? [] : [varchar(c, 2)];
    if (limited && given === undefined && !isShort(typeOfArgument(c, 1)))
      return b.ora(c.span, `sql_${name}`, value, number(c, 1), ...rest);
    return b.ora(c.span, name, value, limited && width !== undefined ? b.num(c.span, width) : number(c, 1), ...rest);
  };
}

/** VARCHAR2 in SQL, where MAX_STRING_SIZE is STANDARD. (SQL Language Reference, "Extended Data Types") */
const longestInSql = 4000;

/** A number of so few digits that no text padded to it is longer. */
const isShort = (type: OracleType): boolean =>
  type.kind === 'number' && type.precision !== undefined && type.precision - (type.scale ?? 0) <= 3;

/** Text of nothing but ASCII: numbers as text, literals. */
function isAscii(c: BuiltinCall, value: PgExpr): boolean {
  if (value.kind === 'PgString') return /^[\x20-\x7e]*$/.test(value.value);
  const type = typeOfArgument(c, 0);
  return type.kind === 'number' || type.kind === 'plsInteger' || isRuntimeCall(value, 'number_text');
}

function chr(c: BuiltinCall): PgExpr {
  const code = literalInteger(optional(c, 0));
  const isByte = code !== undefined && code < 256 && !isUtf8(code) && c.name === 'CHR' && c.args.length === 1;
  if (code === 0 || isByte) {
    keptByte(c.ex, code, c.span);
    return strayByte(c.span, code);
  }
  if (code !== undefined && c.name === 'CHR' && c.args.length === 1 && !isUtf8(code))
    return refuse(
      unsupportedFunction(
        c.span,
        `CHR(${code})`,
        'its bytes are no character in UTF-8; NCHR gives one by its code point',
      ),
    );
  const argument = optional(c, 0);
  const range = argument && c.name === 'CHR' && c.args.length === 1 ? rangeOf(c, argument) : undefined;
  if (range && (range.low === 0 || range.high > 127) && range.low >= 0 && range.high < 256) {
    keptBytes(c.ex, c.span);
    return b.ora(c.span, 'chr_byte', number(c, 0));
  }
  return code !== undefined && code > 0 && code < 128 && c.args.length === 1
    ? b.call(c.span, 'chr', b.num(c.span, code))
    : b.ora(c.span, c.name === 'NCHR' ? 'nchr' : 'chr', wholeCode(c));
}

/** PL/SQL makes a PLS_INTEGER of a binary number, which rounds it; of others the fraction goes. */
function wholeCode(c: BuiltinCall): PgExpr {
  const code = number(c, 0);
  return !c.ex.sql && isBinary(typeOfArgument(c, 0)) ? b.call(c.span, 'round', code) : code;
}

/** The least and the greatest value of a loop index, of MOD by a number and of BITAND with one, where these tell. */
function rangeOf(c: BuiltinCall, expr: Expr): { readonly low: number; readonly high: number } | undefined {
  if (expr.kind !== 'Name' && expr.kind !== 'Call') return undefined;
  const { base, steps } = c.ex.unit.analysis.resolve(expr);
  if (steps.length > 0) return undefined;
  if (base.kind === 'variable') return base.variable.range;
  if (base.kind !== 'builtin' || (base.name !== 'MOD' && base.name !== 'BITAND')) return undefined;
  const by = literalInteger(base.args[1]?.value);
  if (by === undefined || by < 1) return undefined;
  return { low: 0, high: base.name === 'MOD' ? by - 1 : by };
}

/** Are the bytes of the number one character in AL32UTF8? Those of single-byte character sets above 127 are none. */
export function isUtf8(code: number): boolean {
  if (code < 128) return true;
  const bytes: number[] = [];
  for (let rest = code; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  try {
    return [...new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))].length === 1;
  } catch {
    return false;
  }
}

/**
 * ISNCHAR(text) of package STANDARD: is it of the national character set? PostgreSQL has one set, so the declared type
 * tells; that of a parameter may follow what callers give (CHARACTER SET ANY_CS).
 */
function isNchar(c: BuiltinCall): PgExpr {
  const type = typeOfArgument(c, 0);
  const national = isNational(type);
  const value = argument(c, 0);
  const base = value.kind === 'Name' ? c.ex.unit.analysis.resolve(value).base : undefined;
  if (!national && base?.kind === 'variable' && base.variable.storage === 'parameter')
    c.ex.unit.report(
      differentResult(c.span, 'ISNCHAR', 'texts of both character sets are one type, so of a parameter it is false'),
    );
  return b.boolean(c.span, national);
}

/** LENGTH in characters; of a RAW in hexadecimal digits of its text. */
function length(c: BuiltinCall): PgExpr {
  const type = typeOfArgument(c, 0);
  if (type.kind === 'blob') return b.call(c.span, 'octet_length', lowerExpr(c.ex, argument(c, 0)));
  return b.call(c.span, 'length', notOverfilled(text(c, 0)));
}

function lengthb(c: BuiltinCall): PgExpr {
  return b.call(
    c.span,
    'octet_length',
    isBytes(typeOfArgument(c, 0)) ? lowerExpr(c.ex, argument(c, 0)) : notOverfilled(bytesOrText(c)),
  );
}

/**
 * (SQL Language Reference, "Character Functions Returning Character Values", "Character
 * Functions Returning Number Values")
 */
export const stringFunctions: BuiltinTable = {
  UPPER: caseFunction('upper'),
  LOWER: caseFunction('lower'),
  INITCAP: caseFunction('initcap'),
  NLS_UPPER: caseFunction('upper'),
  NLS_LOWER: caseFunction('lower'),
  NLS_INITCAP: caseFunction('initcap'),
  SUBSTR: substr,
  SUBSTRC: substr,
  SUBSTR2: substr,
  SUBSTR4: substr,
  SUBSTRB: (c) => b.ora(c.span, 'substrb', text(c, 0), ...c.args.slice(1).map((_, i) => number(c, i + 1))),
  INSTR: instr,
  INSTRC: instr,
  INSTR2: instr,
  INSTR4: instr,
  INSTRB: (c) => b.ora(c.span, 'instrb', text(c, 0), text(c, 1), ...c.args.slice(2).map((_, i) => number(c, i + 2))),
  LENGTH: length,
  LENGTHC: length,
  LENGTH2: length,
  LENGTH4: length,
  LENGTHB: lengthb,
  ISNCHAR: isNchar,
  LTRIM: trim('ltrim'),
  RTRIM: trim('rtrim'),
  REPLACE: replace,
  TRANSLATE: translate,
  LPAD: pad('lpad'),
  RPAD: pad('rpad'),
  CONCAT: (c) =>
    concatenate(
      c.ex,
      c.args.map((a) => a.value),
      c.span,
    ),
  ASCII: (c) => b.ora(c.span, 'ascii', text(c, 0)),
  CHR: chr,
  NCHR: chr,
  SOUNDEX: runtime('soundex', 't'),
  // Not documented, but there. Of RAW it reverses bytes.
  REVERSE: (c) =>
    isBytes(typeOfArgument(c, 0))
      ? b.ora(c.span, 'utl_raw_reverse', lowerExpr(c.ex, argument(c, 0)))
      : b.call(c.span, 'reverse', text(c, 0)),
  ASCIISTR: runtime('asciistr', 't'),
  UNISTR: unistr,
  COMPOSE: runtime('compose', 't'),
  DECOMPOSE: runtime('decompose', 't'),
  TO_SINGLE_BYTE: runtime('to_single_byte', 't'),
  TO_MULTI_BYTE: runtime('to_multi_byte', 't'),
  CONVERT: (c) => {
    c.ex.unit.report(
      differentResult(c.span, 'CONVERT', 'text has the encoding of the database always, so nothing is converted'),
    );
    return text(c, 0);
  },
  VSIZE: vsize,
  DUMP: dump,
  NLSSORT: (c) => {
    const parameter = literalText(optional(c, 1));
    const [, rules] = /^\s*NLS_SORT\s*=\s*(\w+)\s*$/i.exec(parameter ?? '') ?? [];
    const isKnown = optional(c, 1) === undefined || /^BINARY(_CI)?$/i.test(rules ?? '');
    const ignoresCase = /_(CI|AI)$/i.test(rules ?? '');
    if (/^BINARY_AI$/i.test(rules ?? '')) return b.ora(c.span, 'nlssort', b.ora(c.span, 'without_accents', text(c, 0)));
    if (isKnown) return b.ora(c.span, 'nlssort', text(c, 0), ...(ignoresCase ? [b.boolean(c.span, true)] : []));
    // The order of the column's own collation is nearest to that of a language.
    c.ex.unit.report(linguisticRules(c.span, 'NLSSORT', parameter ?? '…'));
    return ignoresCase ? b.call(c.span, 'lower', text(c, 0)) : text(c, 0);
  },
  COLLATION: (c) => b.text(c.span, 'USING_NLS_COMP'),
  STANDARD_HASH: (c) => {
    const kind = optional(c, 1) === undefined ? 'SHA1' : literalText(optional(c, 1))?.toUpperCase();
    const code = { MD5: 2, SHA1: 3, SHA256: 4, SHA384: 5, SHA512: 6 }[kind ?? ''];
    const type = typeOfArgument(c, 0);
    if (type.kind === 'number' || isDatetime(type))
      return refuse(
        unsupportedFunction(c.span, 'STANDARD_HASH', 'Oracle hashes the bytes that it stores such a value in'),
      );
    if (
      code === undefined ||
      !(isBytes(type) || type.kind === 'null' || type.kind === 'varchar2' || type.kind === 'char')
    )
      return refuse(unsupportedFunction(c.span, 'STANDARD_HASH', 'the method or the type of the value is not known'));
    const value = isBytes(type)
      ? lowerExpr(c.ex, argument(c, 0))
      : convert(c.ex, text(c, 0), { from: type, to: { kind: 'varchar2' }, span: c.span });
    // NULL is hashed as no bytes.
    const bytes = value.kind === 'PgString' ? value : b.coalesce(c.span, value, b.text(c.span, ''));
    return b.ora(c.span, 'dbms_crypto_hash', bytes, b.num(c.span, code));
  },
  REGEXP_LIKE: runtime('regexp_like', 't'),
  REGEXP_REPLACE: ofTextOrLob('regexp_replace', 'tttnnt'),
  REGEXP_SUBSTR: ofTextOrLob('regexp_substr', 'ttnntn'),
  REGEXP_INSTR: runtime('regexp_instr', 'ttnnntn'),
  REGEXP_COUNT: runtime('regexp_count', 'ttnt'),
};
