import type { PgExpr } from '../ir/postgres/index.js';

/**
 * Runtime functions in SQL that the planner puts in place of their calls, and what does the same in PL/pgSQL. A
 * parameter that the SQL form uses more than once takes only what is cheap to repeat; where anything else stands for
 * it, each call would start the executor. (PostgreSQL wiki, "Inlining of SQL functions")
 */
const formsInPlpgsql: Readonly<Record<string, string>> = {
  fit: 'fit_computed',
  pls_integer: 'pls_integer_computed',
  number_text: 'number_text_computed',
  map_at: 'map_needed',
  map_slot: 'map_search',
  map_has: 'map_contains',
  loose_at: 'loose_needed',
  loose_found: 'loose_search',
  loose_slot: 'loose_place',
  num: 'num_computed',
  num_hundredth: 'num_hundredth_computed',
  date_add: 'date_add_far',
  date_diff: 'date_diff_far',
  add_months: 'add_months_far',
  add_months_integer: 'add_months_far',
  add_months_first: 'add_months_far',
  substr: 'substr_computed',
  substr_integer: 'substr_computed',
  instr: 'instr_computed',
  instr_integer: 'instr_computed',
  to_number: 'to_number_computed',
  to_char_plain: 'to_char_plain_computed',
  lpad: 'lpad_computed',
  rpad: 'rpad_computed',
  dbms_lob_writeappend_all: 'dbms_lob_writeappend_all_computed',
  package_item: 'package_item_computed',
  package_item_has: 'package_item_has_computed',
};

/** The names of a function of the runtime in SQL and in PL/pgSQL. */
export const bothForms = (name: string): readonly string[] => [name, formsInPlpgsql[name] ?? name];

/** The function's name, or that of its form in PL/pgSQL where one of the arguments is not to be repeated. */
export function formFor(name: string, args: readonly PgExpr[]): string {
  // Only with three arguments instr is more than one call.
  if (args.every(isCheap) || (name === 'instr' && args.length !== 3)) return name;
  // With a model, to_number is in PL/pgSQL anyway.
  if (name === 'to_number' && args.length > 1) return name;
  // What these repeat, they work out only where the first does not find it.
  if (name.startsWith('package_item') && args.every(isPutInPlace)) return name;
  // With a label, fit is that of SQL statements, which may have many rows.
  if (name === 'fit' && args.length > 2) return args.every(isPutInPlace) ? name : 'fit_column';
  return formsInPlpgsql[name] ?? name;
}

/**
 * How many operators and quick functions the value is made of, over names and literals;
 * Infinity where anything else is in it.
 */
function costOf(value: PgExpr, isQuick: (name: string) => boolean): number {
  const cost = (part: PgExpr): number => costOf(part, isQuick);
  const sum = (values: readonly PgExpr[]): number => values.reduce((total, v) => total + cost(v), 0);
  switch (value.kind) {
    case 'PgColumn':
    case 'PgNumber':
    case 'PgString':
    case 'PgNull':
    case 'PgBoolean':
    case 'PgTypedLiteral':
      return 0;
    case 'PgField':
      return cost(value.operand);
    case 'PgCast':
    case 'PgUnary':
      return 1 + cost(value.operand);
    case 'PgSubscript':
      return sum([value.operand, value.index]);
    case 'PgBinary':
      return 1 + sum([value.left, value.right]);
    case 'PgCall':
      return isQuick(value.name.join('.')) ? 1 + sum(value.args) : Infinity;
    case 'PgCase':
      return sum([
        ...(value.operand ? [value.operand] : []),
        ...value.branches.flatMap((branch) => [branch.when, branch.then]),
        ...(value.otherwise ? [value.otherwise] : []),
      ]);
    default:
      return Infinity;
  }
}

/** Is it so cheap that a function that is put in place of its call may compute it three times instead of being called? */
export const isNearlyFree = (value: PgExpr): boolean => costOf(value, (name) => quickFunctions.has(name)) <= 1;

/** The planner repeats what costs at most ten times as much as an operator. (PostgreSQL sources: inline_function) */
const isCheap = (value: PgExpr): boolean => costOf(value, (name) => quickFunctions.has(name)) <= 6;

/** The same with every function that PostgreSQL has itself, but for those whose results change from call to call. */
const isPutInPlace = (value: PgExpr): boolean =>
  costOf(value, (name) => /^[a-z_0-9]+$/.test(name) && !volatileFunctions.has(name)) <= 6;

const volatileFunctions: ReadonlySet<string> = new Set([
  'clock_timestamp',
  'currval',
  'gen_random_uuid',
  'lastval',
  'nextval',
  'random',
  'set_config',
  'setval',
  'timeofday',
]);

const quickFunctions: ReadonlySet<string> = new Set(
  (
    'abs btrim cardinality ceil chr coalesce date_trunc floor left length lower ltrim mod nullif octet_length right ' +
    'rtrim sign strpos substr trunc upper'
  ).split(' '),
);
