import type { PgCall, PgExpr } from '../../ir/postgres/index.js';

/*
 * What is a NUMBER in Oracle may be of an integer type to PostgreSQL, whose arithmetic with it is another: division drops
 * the rest, and what is too large fails.
 */

/** Functions whose PostgreSQL result is integer or bigint where Oracle's is NUMBER. */
const integerFunctions: ReadonlySet<string> = new Set(
  (
    'length char_length octet_length strpos ascii count nextval currval grouping row_number rank dense_rank ntile ' +
    'ora.instr ora.instr_integer ora.mod_integer ora.instrb ora.length ora.lengthb ora.ascii ora.regexp_instr ' +
    'ora.regexp_count ora.vsize ora.dbms_lob_getlength ora.dbms_lob_instr ora.dbms_lob_compare ora.sqlcode ' +
    'ora.nls_charset_id ora.utl_raw_length ora.utl_raw_compare ora.dbms_lob_getchunksize ora.dbms_sql_execute ' +
    'ora.dbms_sql_execute_and_fetch ora.dbms_sql_fetch_rows ora.dbms_utility_is_bit_set ora.dbms_lob_fileexists ' +
    'ora.dbms_lob_fileisopen ora.dbms_lob_isopen ora.dbms_lob_istemporary cardinality'
  ).split(' '),
);

/** Digits beyond bigint make a numeric. */
const fitsBigint = (text: string): boolean =>
  /^\d+$/.test(text) && (text.length < 19 || (text.length === 19 && text <= '9223372036854775807'));

/** Is the lowered expression an integer to PostgreSQL, so that its arithmetic would be integer arithmetic? */
export function isIntegerTyped(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgNumber':
      return fitsBigint(value.text);
    case 'PgUnary':
      // PostgreSQL reads the sign with the digits.
      if (value.operand.kind === 'PgNumber' && value.operand.text === '9223372036854775808') return true;
      return isIntegerTyped(value.operand);
    case 'PgCast':
      return ['integer', 'bigint', 'smallint'].includes(value.type.name.join('.')) && value.type.array !== true;
    case 'PgBinary':
      return ['+', '-', '*', '/', '%'].includes(value.op) && isIntegerTyped(value.left) && isIntegerTyped(value.right);
    case 'PgCall':
      if (sameTypeFunctions.has(value.name.join('.')))
        return value.args.every((a) => isIntegerTyped(a) || a.kind === 'PgNull');
      return integerFunctions.has(value.name.join('.')) || isIntegerOfRows(value);
    case 'PgSubscript':
      return isArrayOfIntegers(value.operand);
    case 'PgScalarSubquery': {
      const { body } = value.query;
      const [item] = body.kind === 'PgSelectCore' ? body.items : [];
      return item !== undefined && isIntegerTyped(item.value);
    }
    case 'PgCase':
      return (
        value.branches.every((branch) => isIntegerTyped(branch.then) || branch.then.kind === 'PgNull') &&
        (value.otherwise === undefined || isIntegerTyped(value.otherwise) || value.otherwise.kind === 'PgNull')
      );
    default:
      return false;
  }
}

/** The values of a group, gathered to take one of them. */
function isArrayOfIntegers(value: PgExpr): boolean {
  if (value.kind !== 'PgCall') return false;
  const [of] = value.args;
  if (value.name.join('.') === 'array_remove') return of !== undefined && isArrayOfIntegers(of);
  return value.name.join('.') === 'array_agg' && of !== undefined && isIntegerTyped(of);
}

/** Results of these have the type of their arguments. */
const sameTypeFunctions: ReadonlySet<string> = new Set([
  'coalesce',
  'nullif',
  'abs',
  'mod',
  'greatest',
  'least',
  'ora.greatest',
  'ora.least',
]);

/**
 * Aggregates and analytic functions that give one of the values of rows; SUM gives bigint of integer, and numeric of bigint.
 * (PostgreSQL manual, "Aggregate Functions", "Window Functions")
 */
function isIntegerOfRows({ name, args, withinGroup = [] }: PgCall): boolean {
  const [of = withinGroup[0]?.value, , otherwise] = args;
  if (of === undefined) return false;
  switch (name.join('.')) {
    case 'mode':
    case 'ora.stats_mode':
    case 'sum':
      return isInteger4(of);
    case 'min':
    case 'max':
    case 'first_value':
    case 'last_value':
    case 'nth_value':
      return isIntegerTyped(of);
    case 'lag':
    case 'lead':
      return isIntegerTyped(of) && (otherwise === undefined || isIntegerTyped(otherwise));
    default:
      return false;
  }
}

/** Results of these are bigint. */
const bigintFunctions: ReadonlySet<string> = new Set([
  'count',
  'sum',
  'nextval',
  'currval',
  'row_number',
  'rank',
  'dense_rank',
]);

/** Is the lowered expression of type integer itself, not bigint? */
export function isInteger4(value: PgExpr): boolean {
  if (!isIntegerTyped(value)) return false;
  if (value.kind === 'PgNumber') return value.text.length < 10;
  if (value.kind === 'PgUnary') return isInteger4(value.operand);
  if (value.kind === 'PgCast') return value.type.name[0] !== 'bigint';
  if (value.kind === 'PgCall')
    return (
      !bigintFunctions.has(value.name.join('.')) &&
      value.over === undefined &&
      (integerFunctions.has(value.name.join('.')) || value.args.every(isInteger4))
    );
  if (value.kind === 'PgCase')
    return [...value.branches.map((branch) => branch.then), ...(value.otherwise ? [value.otherwise] : [])].every(
      (result) => isInteger4(result) || result.kind === 'PgNull',
    );
  return false;
}
