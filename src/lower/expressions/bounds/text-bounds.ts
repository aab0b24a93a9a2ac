import type { OracleType } from '../../../analyze/model/types.js';
import type { PgCall, PgCast, PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, isCall } from '../../builders.js';
import type { ExprContext } from '../../context.js';

/** The maximum size of VARCHAR2 in PL/SQL. (PL/SQL Language Reference, "CHAR and VARCHAR2 Variables") */
export const longestPlsqlText = 32767;

/** The most bytes that || makes of texts in PL/SQL before a CLOB takes them, as recorded output of Oracle shows. */
const longestConcatenation = 65535;

/**
 * A text whose length is checked, for what it is to become: the own check of a variable that has no more room than a
 * text may have is enough, and a CLOB takes all that || can make.
 */
export function checkedFor(value: PgExpr, type: OracleType): PgExpr {
  if (value.kind !== 'PgCall' || !value.checksText) return value;
  const [text] = value.args;
  if (!text) return value;
  if (type.kind === 'varchar2' && type.length !== undefined) return text;
  return type.kind === 'clob' && value.checksText === 'concatenation'
    ? { ...value, args: [text, b.num(value.span, longestConcatenation)] }
    : value;
}

/**
 * The text, checked where a computed length may have filled it with more than a text of PL/SQL has: for those who take
 * texts of any length. (PL/SQL Language Reference, "CHAR and VARCHAR2 Variables")
 */
export function notOverfilled(value: PgExpr): PgExpr {
  if (!mayOverfill(value)) return value;
  // What || puts together may be longer, its operands may not.
  if (value.kind === 'PgBinary')
    return { ...value, left: notOverfilled(value.left), right: notOverfilled(value.right) };
  if (isCall(value, 'concat')) return { ...value, args: value.args.map(notOverfilled) };
  return b.ora(value.span, 'fit', value, b.num(value.span, longestPlsqlText));
}

function mayOverfill(value: PgExpr): boolean {
  if (value.kind === 'PgCollate') return mayOverfill(value.operand);
  if (value.kind === 'PgBinary') return value.op === '||' && (mayOverfill(value.left) || mayOverfill(value.right));
  if (value.kind !== 'PgCall' || value.checksText) return false;
  return value.mayOverfill || (handsOn.has(value.name.join('.')) && value.args.some(mayOverfill));
}

/** The maximum size of VARCHAR2 in SQL. (SQL Language Reference, "VARCHAR2 Data Type") */
const longestSqlText = 4000;

/** A CLOB made a text of so many characters, which it has to fit into in SQL, unlike in PL/SQL, where the target checks. */
export function clobToChar(ex: ExprContext, value: PgExpr, span: Span, length = longestSqlText): PgExpr {
  const bound = textBound(value, unbound);
  return ex.sql && (bound === undefined || bound > length)
    ? b.ora(span, 'clob_to_char', value, b.num(span, length))
    : b.nullIfEmpty(span, value);
}

/** Whose result may be as long as an argument. */
const handsOn: ReadonlySet<string> = new Set('coalesce concat nullif upper lower ltrim rtrim btrim replace'.split(' '));

/** Is it a call of lpad or rpad, whose length its argument says? */
export const isPadding = (value: PgExpr): boolean => value.kind === 'PgCall' && isPaddingName(value.name);

const isPaddingName = (name: readonly string[]): boolean => /^[lr]pad$/.test(name.at(-1) ?? '');

const unbound: OracleType = { kind: 'varchar2' };

/** The most characters the value can have. */
export function textBound(value: PgExpr, from: OracleType): number | undefined {
  switch (value.kind) {
    case 'PgString':
      return value.value.length;
    case 'PgCall':
      return boundOfCall(value, from);
    case 'PgCast':
      if (from.kind === 'number' || from.kind === 'plsInteger') return longestNumber;
      // What a package variable holds was checked when it was set.
      return isPackageRead(value) && value.type.name.join('.') === 'varchar' && value.type.modifiers !== undefined
        ? Number(/\d+/.exec(value.type.modifiers)?.[0])
        : undefined;
    case 'PgBinary': {
      if (value.op !== '||') return undefined;
      const [left, right] = [textBound(value.left, unbound), textBound(value.right, unbound)];
      return left === undefined || right === undefined ? undefined : left + right;
    }
    case 'PgCase':
      return longest([...value.branches.map((x) => x.then), ...(value.otherwise ? [value.otherwise] : [])]);
    // Only a name's type binds its value; a computed value's type is that of an operand.
    case 'PgColumn':
    case 'PgField':
      return from.kind === 'varchar2' || from.kind === 'char' ? from.length : undefined;
    default:
      return undefined;
  }
}

/** The text of no NUMBER is longer. */
const longestNumber = 40;

function boundOfCall({ name, args }: PgCall, from: OracleType): number | undefined {
  const [first, second, third] = args;
  switch (name.join('.')) {
    case 'chr':
      return 1;
    case 'ora.number_text':
    case 'ora.number_text_computed':
      return longestNumber;
    case 'substr':
    case 'ora.substr':
      return third?.kind === 'PgNumber' ? Number(third.text) : undefined;
    case 'nullif':
      return first && textBound(first, from);
    case 'upper':
    case 'lower':
      return from.kind === 'varchar2' ? from.length : undefined;
    case 'coalesce':
      return longest(args);
    default:
      return isPaddingName(name) && second?.kind === 'PgNumber' ? Number(second.text) : undefined;
  }
}

/** A variable of a package, or an element of one. */
const isPackageRead = (value: PgExpr): value is PgCast =>
  value.kind === 'PgCast' &&
  isCall(value.operand, 'ora.package_get', 'ora.package_value', 'ora.package_item', 'ora.package_item_computed');

/** The most characters that any of them can have. */
function longest(values: readonly PgExpr[]): number | undefined {
  const bounds = values.map((value) => (value.kind === 'PgNull' ? 0 : textBound(value, unbound)));
  return bounds.reduce((most, n) => (most === undefined || n === undefined ? undefined : Math.max(most, n)), 0);
}

/** May the text end in a blank? Only then does PostgreSQL cut off silently what is too long. */
export function mayEndInBlank(value: PgExpr, from: OracleType): boolean {
  switch (value.kind) {
    case 'PgString':
      return value.value.endsWith(' ');
    case 'PgBinary':
      return (
        value.op !== '||' ||
        mayEndInBlank(value.right, { kind: 'varchar2' }) ||
        // What counts as nothing leaves the end of what stands before it.
        (mayBeEmpty(value.right, from) && mayEndInBlank(value.left, from))
      );
    case 'PgCast':
      // Numbers as text.
      return from.kind !== 'number' && from.kind !== 'plsInteger';
    case 'PgCase':
      return (
        value.branches.some((branch) => mayEndInBlank(branch.then, from)) ||
        (value.otherwise !== undefined && mayEndInBlank(value.otherwise, from))
      );
    case 'PgCall':
      return mayCallEndInBlank(value, from);
    case 'PgNull':
      return false;
    default:
      return true;
  }
}

function mayCallEndInBlank({ name, args }: PgCall, from: OracleType): boolean {
  const [first] = args;
  switch (name.join('.')) {
    case 'ora.number_text':
    case 'ora.number_text_computed':
    case 'ora.rawtohex':
    case 'ora.user_name':
    case 'ora.date_text':
      return false;
    case 'rtrim':
    case 'btrim':
      return args.length !== 1;
    case 'nullif':
    case 'upper':
    case 'lower':
      return !first || mayEndInBlank(first, from);
    case 'coalesce':
      return args.some((a) => mayEndInBlank(a, from));
    default:
      return true;
  }
}

/** May an operand of `||` be an empty text? That is what a NULL becomes there; of other texts a CLOB alone. */
function mayBeEmpty(value: PgExpr, from: OracleType): boolean {
  switch (value.kind) {
    case 'PgString':
      return value.value === '';
    case 'PgBinary':
      return value.op === '||' && mayBeEmpty(value.left, from) && mayBeEmpty(value.right, from);
    case 'PgCase':
      return [...value.branches.map((branch) => branch.then), value.otherwise].some((v) => v && mayBeEmpty(v, from));
    case 'PgCall': {
      const name = value.name.join('.');
      return name === 'concat' || (name === 'coalesce' && value.args.some((a) => mayBeEmpty(a, from)));
    }
    default:
      return from.kind === 'clob';
  }
}

/** The most bytes the value can have. */
export function rawBound(value: PgExpr): number {
  if (value.kind !== 'PgCall') return Infinity;
  const name = value.name.join('.');
  if (name === 'ora.sys_guid') return 16;
  const [text] = value.args;
  return name === 'ora.hextoraw' && text?.kind === 'PgString' ? Math.ceil(text.value.length / 2) : Infinity;
}
