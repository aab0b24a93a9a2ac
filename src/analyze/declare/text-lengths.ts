import type { Call, Expr, Member, Name, Query } from '../../ir/oracle/index.js';
import type { Resolution } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import type { ColumnInfo } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import { passingFunctions } from '../oracle/builtin-functions.js';

const number: OracleType = { kind: 'number' };

/**
 * The columns of a query with the lengths that CREATE TABLE AS gives those of VARCHAR2: the most characters that the
 * expression can have, as far as that is certain. A column without a length takes any text.
 */
export function withTextLengths(
  cx: AnalyzeContext,
  query: Query,
  columns: readonly ColumnInfo[],
): readonly ColumnInfo[] {
  const resolve = (expr: Name | Call | Member): Resolution | undefined => cx.facts.resolutions.get(expr);
  const items = query.body.kind === 'Select' ? query.body.items : [];
  const apart = items.length === columns.length && items.every((item) => item.value.kind !== 'Star');
  return columns.map((column, i) => {
    if (column.type.kind !== 'varchar2' || column.type.length !== undefined) return column;
    const value = apart ? items[i]?.value : undefined;
    const made = value && value.kind !== 'Star' ? mostCharacters(resolve, value) : undefined;
    const length = made ?? certainlyFilledTo(column);
    return length === undefined || length < 1 ? column : { ...column, type: { ...column.type, length } };
  });
}

/** What fills a text that may be as long as SQL has it says nothing certain. */
function certainlyFilledTo({ filled }: ColumnInfo): number | undefined {
  return filled !== undefined && filled < longestInSql ? filled : undefined;
}

/**
 * The most characters that a column of UNION and its like has, where both branches say so; one that may fill a text does
 * it alone.
 */
export function filledByEither(left: ColumnInfo, right: ColumnInfo): number | undefined {
  const [one, other] = [left, right].map(mostCharactersOfColumn);
  if (one !== undefined && other !== undefined) return Math.max(one, other);
  const may = Math.max(left.filled ?? 0, right.filled ?? 0);
  return may >= longestInSql ? may : undefined;
}

function mostCharactersOfColumn({ type, filled }: ColumnInfo): number | undefined {
  if (type.kind === 'null') return 0;
  return type.kind === 'varchar2' || type.kind === 'char' ? (type.length ?? filled) : undefined;
}

/**
 * The columns of a query as a table, a view or a row of it takes them over: of what is computed, of literals too, no
 * digits are declared, and NUMBER holds any number. (SQL Language Reference, CREATE TABLE, "AS subquery")
 */
export const asDeclared = (columns: readonly ColumnInfo[]): readonly ColumnInfo[] =>
  columns.map((c) =>
    c.computed && c.type.kind === 'number' && c.type.precision !== undefined ? { ...c, type: number } : c,
  );

/** What a name or call stands for. */
type Resolve = (expr: Name | Call | Member) => Resolution | undefined;

const sized = (lengths: readonly (number | undefined)[], combine: (known: number[]) => number): number | undefined => {
  const known = lengths.filter((n): n is number => n !== undefined);
  return known.length === lengths.length ? combine(known) : undefined;
};
const longest = (resolve: Resolve, exprs: readonly Expr[]): number | undefined =>
  sized(
    exprs.map((e) => mostCharacters(resolve, e)),
    (known) => Math.max(...known),
  );

/** The most characters of a text; undefined where the manual does not say. */
export function mostCharacters(resolve: Resolve, expr: Expr): number | undefined {
  switch (expr.kind) {
    case 'StringLiteral':
      return expr.value.length;
    case 'NullLiteral':
      return 0;
    case 'Name':
    case 'Member':
      return declaredLength(resolve(expr));
    case 'Binary':
      return expr.op === '||'
        ? sized([mostCharacters(resolve, expr.left), mostCharacters(resolve, expr.right)], (known) =>
            known.reduce((a, b) => a + b, 0),
          )
        : undefined;
    case 'Case':
      return longest(resolve, [...expr.branches.map((b) => b.then), ...(expr.otherwise ? [expr.otherwise] : [])]);
    case 'Trim':
      return mostCharacters(resolve, expr.operand);
    case 'Call':
      return declaredLength(resolve(expr)) ?? lengthOfCall(resolve, expr);
    default:
      return undefined;
  }
}

/** The length of a column, a variable, or a field or element of one; a parameter itself is declared without. */
function declaredLength(resolution: Resolution | undefined): number | undefined {
  const { base, steps, type } = resolution ?? {};
  if (type?.kind !== 'varchar2' && type?.kind !== 'char') return undefined;
  const last = steps?.at(-1);
  if (last && last.kind !== 'field' && last.kind !== 'element') return undefined;
  const isDeclared =
    base?.kind === 'column' ||
    (base?.kind === 'variable' && (last !== undefined || base.variable.storage !== 'parameter'));
  const below = base?.kind === 'column' && steps?.length === 0 ? certainlyFilledTo(base.column) : undefined;
  return isDeclared ? (type.length ?? below) : undefined;
}

function lengthOfCall(resolve: Resolve, call: Call): number | undefined {
  const resolution = resolve(call);
  if (resolution?.base.kind !== 'builtin' || resolution.steps.length > 0) return undefined;
  const values = call.args.map((a) => a.value);
  const [first, second, third] = values;
  if (!first) return undefined;
  switch (resolution.base.name) {
    case 'UPPER':
    case 'LOWER':
    case 'INITCAP':
    case 'LTRIM':
    case 'RTRIM':
    case 'TRANSLATE':
    case 'REGEXP_SUBSTR':
      return mostCharacters(resolve, first);
    case 'NVL':
    case 'COALESCE':
      return longest(resolve, values);
    case 'CONCAT':
      return sized([mostCharacters(resolve, first), second && mostCharacters(resolve, second)], (known) =>
        known.reduce((a, b) => a + b, 0),
      );
    case 'NVL2':
      return longest(resolve, values.slice(1));
    case 'DECODE':
      return longest(
        resolve,
        values.filter((_, i) => i > 0 && (i % 2 === 0 || (i === values.length - 1 && values.length % 2 === 0))),
      );
    case 'SUBSTR': {
      const whole = mostCharacters(resolve, first);
      const amount = third?.kind === 'NumberLiteral' ? Math.trunc(Number(third.text)) : undefined;
      return amount === undefined ? whole : Math.min(amount, whole ?? amount);
    }
    // A number has up to forty characters.
    case 'TO_CHAR':
      return values.length === 1 && first.kind === 'Name' && resolve(first)?.type.kind === 'number' ? 40 : undefined;
    case 'LPAD':
    case 'RPAD':
      return second?.kind === 'NumberLiteral' ? Math.trunc(Number(second.text)) : undefined;
    default:
      return undefined;
  }
}

/** VARCHAR2 in SQL, where MAX_STRING_SIZE is STANDARD. (SQL Language Reference, "Extended Data Types") */
export const longestInSql = 4000;

/**
 * The most characters of a text in SQL; undefined of what no declaration, and no call that is there to make long texts,
 * says anything of.
 */
export function textFilledTo(resolve: Resolve, expr: Expr): number | undefined {
  const known = mostCharacters(resolve, expr);
  // What is padded ends where a text of SQL does, whatever length is written.
  if (known !== undefined) return known > longestInSql && mayFillText(resolve, expr) ? longestInSql : known;
  const { base, steps } = (expr.kind === 'Name' ? resolve(expr) : undefined) ?? {};
  if (base?.kind === 'column' && steps?.length === 0 && base.column.filled !== undefined) return base.column.filled;
  return mayFillText(resolve, expr) ? longestInSql : undefined;
}

/**
 * May the expression be the result of a call that gives a text of any length that SQL has, there or in a query below?
 */
function mayFillText(resolve: Resolve, expr: Expr): boolean {
  if (expr.kind === 'Case')
    return [...expr.branches.map((branch) => branch.then), expr.otherwise].some((e) => e && mayFillText(resolve, e));
  if (expr.kind === 'Trim') return mayFillText(resolve, expr.operand);
  if (expr.kind === 'Binary')
    return expr.op === '||' && (mayFillText(resolve, expr.left) || mayFillText(resolve, expr.right));
  if (expr.kind !== 'Call' && expr.kind !== 'Name') return false;
  const { base, type, steps } = resolve(expr) ?? {};
  if (base === undefined || type === undefined) return false;
  if (base.kind === 'routine') return type.kind === 'varchar2' && type.length === undefined;
  if (base.kind === 'column') return (base.column.filled ?? 0) >= longestInSql && steps?.length === 0;
  if (base.kind !== 'builtin') return false;
  if (fillers.has(base.name)) return true;
  const values = base.args.map((argument) => argument.value);
  if (passingAny.has(base.name)) return values.some((value) => mayFillText(resolve, value));
  return passingFirst.has(base.name) && values.slice(0, 1).some((value) => mayFillText(resolve, value));
}

const fillers: ReadonlySet<string> = new Set(['LISTAGG', 'LPAD', 'RPAD', 'SYS_CONNECT_BY_PATH']);
const passingAny: ReadonlySet<string> = new Set(passingFunctions);
/** Whose result may be as long as the first argument. */
const passingFirst: ReadonlySet<string> = new Set([
  'INITCAP',
  'LOWER',
  'LTRIM',
  'MAX',
  'MIN',
  'REPLACE',
  'RTRIM',
  'TRANSLATE',
  'UPPER',
]);
