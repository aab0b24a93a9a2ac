import type { PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { bareChar } from '../../expressions/conversions/char-column.js';

/**
 * A condition that chooses rows, with comparisons of CHAR columns and VARCHAR2 values written so that an index on the
 * column serves them. Only a value of the column's length equals what is in it, blanks included: `rpad(c::text, n) = x`
 * is `c = case when length(x) = n then x::bpchar end`. Where one is NULL the other may be false, which is the same to a
 * condition that chooses rows, in AND and OR too. As one comparison, because a condition on x alone becomes a node of
 * the plan, which is started with each execution. (SQL Language Reference, "Nonpadded Comparison Semantics")
 * @param target the table whose rows are looked for, as its columns are qualified: columns of others are values to it
 */
export function searchable(condition: PgExpr, target?: string): PgExpr {
  switch (condition.kind) {
    case 'PgAnd':
      return b.and(condition.span, ...condition.operands.map((x) => searchable(x, target)));
    case 'PgOr':
      return b.or(condition.span, ...condition.operands.map((x) => searchable(x, target)));
    case 'PgBinary':
      return condition.op === '='
        ? (columnIs(condition, condition.left, condition.right, target) ??
            columnIs(condition, condition.right, condition.left, target) ??
            condition)
        : condition;
    case 'PgIn':
      return columnIn(condition) ?? condition;
    default:
      return condition;
  }
}

function columnIs({ span }: PgExpr, padded: PgExpr, value: PgExpr, target: string | undefined): PgExpr | undefined {
  const column = bareChar(padded);
  if (padded.kind !== 'PgCall' || !column) return undefined;
  if (!isCheap(value) && !(isColumnOf(column, target) && isColumnOfOther(value, target))) return undefined;
  const length = padded.args[1]!;
  const fitting = b.eq(span, b.call(span, 'length', value), length);
  return b.eq(span, column, b.caseWhen(span, [{ when: fitting, then: asChar(value) }]));
}

function columnIn(condition: Extract<PgExpr, { kind: 'PgIn' }>): PgExpr | undefined {
  const column = bareChar(condition.operand);
  if (condition.negated || !column || !condition.items.every(isCheap)) return undefined;
  return b.and(condition.span, { ...condition, operand: column, items: condition.items.map(asChar) }, condition);
}

const isColumnOf = (value: PgExpr, table: string | undefined): boolean =>
  value.kind === 'PgColumn' && value.parts.length === 2 && value.parts[0] === table;

const isColumnOfOther = (value: PgExpr, table: string | undefined): boolean =>
  value.kind === 'PgColumn' && value.parts.length === 2 && value.parts[0] !== table;

const asChar = (value: PgExpr): PgExpr => b.cast(value.span, value, { name: ['bpchar'] });

/**
 * May be evaluated twice: a variable, a literal, functions of PostgreSQL over these. A column of another
 * table may have an index itself.
 */
function isCheap(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgColumn':
      return value.parts.length === 1;
    case 'PgString':
    case 'PgParameter':
      return true;
    case 'PgCast':
      return isCheap(value.operand);
    case 'PgCall':
      return value.name.length === 1 && value.args.every(isArgument);
    default:
      return false;
  }
}

const isArgument = (value: PgExpr): boolean => value.kind === 'PgNumber' || value.kind === 'PgNull' || isCheap(value);
