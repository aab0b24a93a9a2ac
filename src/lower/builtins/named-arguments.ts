import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import { refuse } from '../context.js';

/**
 * A parameter of package STANDARD: its names, one for each overloading that calls it otherwise, and
 * what it is where it is left out.
 */
interface Parameter {
  readonly names: readonly string[];
  readonly default?: number | null;
}

const p = (names: string, ...absent: readonly [(number | null)?]): Parameter => {
  const [given] = absent;
  return { names: names.split('|'), ...(given === undefined ? {} : { default: given }) };
};

const searched = [p('SRCSTR'), p('PATTERN'), p('POSITION', 1)];
const padded = [p('STR1'), p('LEN'), p('PAD')];
const trimmed = [p('STR1'), p('TSET')];
const found = [p('STR1'), p('STR2'), p('POS', 1), p('NTH', 1)];
const part = [p('STR1'), p('POS'), p('LEN')];
const sides = [p('LEFT'), p('RIGHT')];
const formatted = [p('LEFT'), p('FORMAT|RIGHT'), p('PARMS')];

/** The parameters of the functions that are called in named notation. (the specification of package STANDARD) */
const parameters: Readonly<Record<string, readonly Parameter[]>> = {
  ADD_MONTHS: sides,
  CONCAT: sides,
  INSTR: found,
  INSTRB: found,
  LOG: sides,
  LPAD: padded,
  LTRIM: trimmed,
  MOD: [p('N1'), p('N2')],
  MONTHS_BETWEEN: sides,
  NEXT_DAY: sides,
  NVL: [p('B1|S1|N1|D1'), p('B2|S2|N2|D2')],
  POWER: [p('N'), p('E')],
  REGEXP_COUNT: [...searched, p('MODIFIER')],
  REGEXP_INSTR: [...searched, p('OCCURRENCE', 1), p('RETURNPARAM', 0), p('MODIFIER', null), p('SUBEXPRESSION')],
  REGEXP_LIKE: [p('SRCSTR'), p('PATTERN'), p('MODIFIER')],
  REGEXP_REPLACE: [
    p('SRCSTR'),
    p('PATTERN'),
    p('REPLACESTR', null),
    p('POSITION', 1),
    p('OCCURRENCE', 0),
    p('MODIFIER'),
  ],
  REGEXP_SUBSTR: [...searched, p('OCCURRENCE', 1), p('MODIFIER', null), p('SUBEXPRESSION')],
  REPLACE: [p('SRCSTR'), p('OLDSUB'), p('NEWSUB')],
  ROUND: sides,
  RPAD: padded,
  RTRIM: trimmed,
  SUBSTR: part,
  SUBSTRB: part,
  TO_CHAR: formatted,
  TO_DATE: formatted,
  TO_NUMBER: formatted,
  TRANSLATE: [p('STR1'), p('SRC'), p('DEST')],
  TRUNC: [p('N|LEFT'), p('PLACES|RIGHT')],
};

/**
 * The arguments of a built-in function by position: what named notation gives goes to its place, and what is left out
 * before it gets its default. Names that are not known here are refused. (PL/SQL Language Reference, "Positional,
 * Named, and Mixed Notation for Actual Parameters")
 */
export function positional(name: string, args: readonly Argument[], span: Span): readonly Argument[] {
  const named = args.filter((a) => a.name);
  if (named.length === 0 || args.length === 1) return args;
  const known = parameters[name] ?? [];
  const placed: (Argument | undefined)[] = args.filter((a) => !a.name);
  for (const argument of named) {
    const at = known.findIndex((parameter) => parameter.names.includes(argument.name?.name ?? ''));
    if (at < 0 || placed[at]) return refuse(unsupportedFunction(span, name, 'its parameters are not known by name'));
    placed[at] = argument;
  }
  return Array.from(placed, (argument, i) => {
    const absent = known[i]?.default;
    if (argument) return argument;
    if (absent === undefined) return refuse(unsupportedFunction(span, name, 'it has too few arguments'));
    return { kind: 'Argument', span, value: literal(absent, span) };
  });
}

const literal = (value: number | null, span: Span): Expr =>
  value === null ? { kind: 'NullLiteral', span } : { kind: 'NumberLiteral', span, text: String(value) };
