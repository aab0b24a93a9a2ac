import type { Analysis } from '../../../../analyze/analysis.js';
import { lastName } from '../../../../ir/dotted.js';
import { comparisonOperators, isAnyOf } from '../../../../ir/kinds.js';
import type {
  Call,
  CurrentOf,
  DmlStatement,
  Expr,
  Join,
  Query,
  Select,
  SelectItem,
  ValuesSource,
} from '../../../../ir/oracle/index.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { nodesOf } from '../../../../ir/walk.js';
import { isReservedWord } from '../../../ddl/invalid-definition.js';
import { updatedKey } from '../../../dml/updated-key.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { misplacedInDml, misplacedSequence } from '../../../queries/sequences/places.js';
import { sameGroups } from '../../../queries/set-operations.js';
import { isAmbiguous } from './ambiguous-names.js';
import { isHalfGrouped, isUngrouped } from './grouped-columns.js';
import { invalidCharsets } from './invalid-charsets.js';
import { invalidClocks } from './invalid-clocks.js';
import { invalidColumns } from './invalid-columns.js';
import { ambiguousInMerge, invalidJoins } from './invalid-joins.js';
import { invalidLobs } from './invalid-lobs.js';
import { invalidForUpdate } from './invalid-locks.js';
import { invalidCounts, invalidOperands } from './invalid-operands.js';
import { invalidPaths } from './invalid-paths.js';
import { misplacedPart } from './misplaced-parts.js';

/**
 * The error that Oracle gives for a query of dynamic SQL which PostgreSQL, or a conversion that takes names to be
 * right, would execute:
 * - no select list, or no FROM; a name of several tables;
 * - an aggregate beside a column or in an aggregate, or too deep in it, a column that is not grouped;
 * - LEVEL without CONNECT BY, a rank without an order, a window in an aggregate;
 * - a sequence in a query that is sorted or grouped, or anywhere but in the outermost select list;
 * - branches and unpivoted columns of other types, names of WITH for other columns;
 * - text of both character sets in one column, CASE or COALESCE;
 * - joins, LOBs, FOR UPDATE and paths of JSON that it does not take.
 * (Database Error Messages, ORA-00918, ORA-00923, ORA-00935, ORA-00936, ORA-00937, ORA-00978, ORA-00979, ORA-01788,
 * ORA-01790, ORA-02287, ORA-12704, ORA-30483, ORA-30484, ORA-30485, ORA-30929, ORA-30930, ORA-32038, ORA-40442)
 */
export function invalidQuery(analysis: Analysis, query: Query): OracleFailure | undefined {
  const { body } = query;
  if (body.kind === 'SetOperation' && !sameGroups(analysis, body)) return oracleFailure(1790);
  const mixed = invalidCharsets(analysis, query);
  if (mixed) return mixed;
  if (misplacedSequence(analysis, query)) return notAllowedHere;
  const unfinished = unfinishedPart(analysis, query);
  if (unfinished) return unfinished;
  const lob = invalidLobs(analysis, query);
  if (lob) return lob;
  const other = invalidForUpdate(analysis, query) ?? invalidColumns(analysis, query) ?? invalidPaths(query);
  if (other) return other;
  if (body.kind !== 'Select') return undefined;
  if (body.items.length === 0) return oracleFailure(936);
  if (body.from.length === 0) return oracleFailure(923);
  const starred = besideStar(query);
  if (starred) return starred;
  const misplaced = misplacedPart(analysis, query, body);
  if (misplaced) return misplaced;
  for (const block of nodesOf(query, 'Select')) {
    const joined = invalidJoins(analysis, block);
    if (joined) return joined;
  }
  const stray = strayStar(analysis, body);
  if (stray !== undefined) return invalidIdentifier(stray);
  if (isHalfGrouped(analysis, query, body)) return oracleFailure(937);
  if (isAmbiguous(analysis, query)) return oracleFailure(918);
  if (isUngrouped(analysis, query, body)) return oracleFailure(979);
  return invalidOperands(analysis, body);
}

const notAllowedHere = oracleFailure(2287);

/** `*` stands alone in its select list. (SQL Language Reference, "SELECT", select_list) */
function besideStar(query: Query): OracleFailure | undefined {
  const isBeside = ({ items }: Select): boolean =>
    items.length > 1 && items.some(({ value }) => value.kind === 'Star' && value.qualifier === undefined);
  for (const select of nodesOf(query, 'Select')) {
    if (!isBeside(select)) continue;
    const [first] = select.items;
    return first?.value.kind === 'Star' && first.value.qualifier === undefined
      ? oracleFailure(923)
      : oracleFailure(936);
  }
  return undefined;
}

/**
 * The error of a statement of dynamic SQL that changes rows: a sequence where none may be, and what only later releases
 * know.
 */
export function invalidDml(analysis: Analysis, statement: DmlStatement): OracleFailure | undefined {
  if (statement.kind === 'Insert') {
    if (statement.source.kind === 'Query') return invalidQuery(analysis, statement.source);
    if (statement.source.rows.length > 1) return notEnded;
    if (namesColumn(analysis, statement.source)) return oracleFailure(984);
  }
  if (statement.kind === 'Update' && statement.from) return notEnded;
  const wrong = unfinishedPart(analysis, statement) ?? invalidCounts(analysis, statement) ?? invalidPaths(statement);
  if (wrong) return wrong;
  if (isAmbiguous(analysis, statement) || (statement.kind === 'Merge' && ambiguousInMerge(analysis, statement)))
    return oracleFailure(918);
  const key = statement.kind === 'Merge' ? updatedKey(analysis, statement) : undefined;
  if (key) return key.failure;
  if (setsVirtual(analysis, statement)) return oracleFailure(54017);
  return misplacedInDml(analysis, statement) === undefined ? undefined : notAllowedHere;
}

/** An IN without a list, a join without a condition, AS before the alias of a table, a value that stands for a condition. */
function unfinishedPart(analysis: Analysis, statement: Query | DmlStatement): OracleFailure | undefined {
  if (nodesOf(statement, 'InList').some((n) => n.items.length === 0)) return oracleFailure(936);
  const lacksCondition = ({ type, natural, on, using }: Join): boolean =>
    /^(INNER|LEFT|RIGHT|FULL)$/.test(type) && !natural && !on && !using;
  if (nodesOf(statement, 'Join').some(lacksCondition)) return oracleFailure(905);
  // A condition of no join.
  if (nodesOf(statement, 'UnsupportedFrom').some(({ what }) => what === 'join with two conditions')) return notEnded;
  // A query, or ANY, for the values of a pivot without XML.
  if (nodesOf(statement, 'Pivot').some((pivot) => !pivot.xml && !Array.isArray(pivot.in))) return oracleFailure(936);
  const wheres = [...nodesOf(statement, 'Select'), ...nodesOf(statement, 'Update'), ...nodesOf(statement, 'Delete')];
  const clock = invalidClocks(analysis, statement);
  if (clock) return clock;
  if (wheres.some(({ where }) => where && isValue(where))) return oracleFailure(920);
  const boolean = nodesOf(statement, 'Select').flatMap(({ items }) => items.flatMap(({ value }) => ofBoolean(value)));
  if (boolean[0]) return boolean[0];
  const isReserved = ({ alias }: SelectItem): boolean => alias?.quoted === false && isReservedWord(alias.name);
  if (nodesOf(statement, 'SelectItem').some(isReserved)) return oracleFailure(923);
  const [literal] = nodesOf(statement, 'BooleanLiteral');
  if (literal) return invalidIdentifier(literal.value ? 'TRUE' : 'FALSE');
  const tables = [...nodesOf(statement, 'TableRef'), ...nodesOf(statement, 'DerivedTable')];
  return tables.some((table) => table.aliasAfterAs) ? notEnded : undefined;
}

/** A value where a condition has to be. */
function isValue(condition: Expr | CurrentOf): boolean {
  switch (condition.kind) {
    case 'Logical':
      return condition.operands.some(isValue);
    case 'Unary':
      return condition.op === 'NOT' && isValue(condition.operand);
    default:
      return isAnyOf(
        condition.kind,
        'BooleanLiteral',
        'Name',
        'NullLiteral',
        'NumberLiteral',
        'StringLiteral',
        'Subquery',
      );
  }
}

/** A condition where a value has to be, or an operator of PL/SQL: SQL has no Boolean values before 23ai. */
function ofBoolean(value: Expr): readonly OracleFailure[] {
  switch (value.kind) {
    case 'Exists':
      return [oracleFailure(936)];
    case 'Call':
      return isConditionOnly(value) ? [invalidIdentifier('REGEXP_LIKE')] : [];
    case 'Unary':
      return value.op === 'NOT' ? [oracleFailure(936)] : [];
    case 'Binary':
      if (value.op === '**') return [oracleFailure(936)];
      return comparisonOperators.has(value.op) || value.op === 'MOD' || value.op === 'REM' ? [oracleFailure(923)] : [];
    case 'Between':
    case 'InList':
    case 'InQuery':
    case 'IsTest':
    case 'Like':
    case 'Logical':
      return [oracleFailure(923)];
    default:
      return [];
  }
}

/** A condition that is written like a function. */
const isConditionOnly = ({ callee }: Call): boolean =>
  callee.kind === 'Name' && callee.parts.length === 1 && lastName(callee) === 'REGEXP_LIKE';

/** A virtual column is not set, not even to its default, which PostgreSQL takes. */
function setsVirtual(analysis: Analysis, statement: DmlStatement): boolean {
  if (statement.kind !== 'Update' && statement.kind !== 'Merge') return false;
  const { target } = statement;
  const relation = target.kind === 'TableRef' ? analysis.sourceOf(target)?.relation : undefined;
  if (relation?.relation !== 'table') return false;
  const virtual = new Set(relation.columns.filter((c) => c.virtual).map((c) => c.name));
  const set = statement.kind === 'Update' ? statement.set : (statement.update?.set ?? []);
  return set.some(
    (item) => item.kind === 'SetColumn' && item.value.kind === 'DefaultMarker' && virtual.has(lastName(item.column)),
  );
}

/** A name in VALUES where there are no columns, most often a text without its quotes. */
const namesColumn = (analysis: Analysis, { rows }: ValuesSource): boolean =>
  rows
    .flat()
    .some(
      (value) =>
        value.kind === 'Name' && value.parts.length === 1 && analysis.resolve(value).base.kind === 'unresolved',
    );

const notEnded = oracleFailure(933);

/** The qualifier of a star that no table of the block has. */
function strayStar(analysis: Analysis, select: Select): string | undefined {
  const sources = leavesOf(select.from).map((leaf) => analysis.sourceOf(leaf));
  if (sources.some((source) => !source || source.alias === '')) return undefined;
  const qualifiers = select.items.flatMap(({ value }) =>
    value.kind === 'Star' && value.qualifier?.parts.length === 1 ? [lastName(value.qualifier)] : [],
  );
  return qualifiers.find((name) => !sources.some((source) => source?.alias === name));
}
