import type { Expr } from '../../ir/oracle/index.js';
import type { ColumnInfo } from '../model/symbols.js';
import { passingFunctions } from '../oracle/builtin-functions.js';
import { longestInSql, mostCharacters, type Resolve } from './tables/text-lengths.js';

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
