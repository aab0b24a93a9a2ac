import { hasKnownColumns } from '../../../../analyze/model/symbols.js';
import { simpleName } from '../../../../ir/dotted.js';
import { isAnyOf } from '../../../../ir/kinds.js';
import type { CreateIndex, DdlStatement, DmlStatement, Query } from '../../../../ir/oracle/index.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import type { Span } from '../../../../ir/span.js';
import { walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { impureError } from '../../../ddl/impure-functions.js';
import { hasColumnOfNull, tableCheckError } from '../../../ddl/invalid-definition.js';
import { relationNamed } from '../../../ddl/names.js';
import { sequenceError } from '../../../ddl/sequence-errors.js';
import { isAltered } from '../../../dml/target.js';
import { unresolved } from '../../../unresolved/missing.js';
import { invalidQuery } from './invalid-query.js';
import { packageVariableIn } from './package-variable.js';

/** A name in a statement that is none of the columns of the tables, and whether these are known. */
export function unknownNameIn(
  { analysis }: UnitContext,
  statement: Query | DmlStatement,
): { readonly name: string | undefined; readonly at: Span | undefined; readonly isKnown: boolean } {
  let name: string | undefined;
  let at: Span | undefined;
  let known = true;
  let tables = 0;
  const called = new Set<object>();
  walk(statement, (node) => {
    if (node.kind === 'TableRef') {
      const relation = analysis.sourceOf(node)?.relation;
      tables += relation && !relation.supplied ? 1 : 0;
      known &&= relation !== undefined && !analysis.mayGrow(relation);
    }
    if (node.kind === 'Call') called.add(node.callee);
    if (node.kind !== 'Name' || called.has(node)) return;
    const { base } = analysis.resolve(node);
    const { parts } = node;
    if (base.kind !== 'unresolved' || base.args !== undefined || parts.length > 2) return;
    name ??= parts.map((part) => part.name).join('"."');
    at ??= node.span;
  });
  return { name, at, isKnown: known && tables > 0 };
}

/** The error of a check of the table that the statement makes, or to which it adds one. */
function wrongCheck(unit: UnitContext, made: DdlStatement): OracleFailure | undefined {
  let error: ReturnType<typeof tableCheckError>;
  if (made.kind === 'CreateTable' && !made.asQuery && !made.ofType)
    error = tableCheckError(
      made.constraints,
      made.columns.map((c) => c.name.name),
    );
  if (made.kind === 'AlterTable') {
    const relation = relationNamed(unit, made.name);
    const isKnown = hasKnownColumns(relation) && relation.relation === 'table' && !isAltered(relation);
    const added = made.actions.flatMap((a) => (a.kind === 'AddConstraint' ? [a.constraint] : []));
    const isWhole = isKnown && !unit.analysis.mayGrow(relation) && added.length === made.actions.length;
    error = tableCheckError(added, isWhole ? relation.columns.map((c) => c.name) : undefined);
  }
  return error;
}

/** A LOB has no index but one of a domain. (SQL Language Reference, CREATE INDEX, "index_expr") */
function lobIndex(unit: UnitContext, { table, columns, special }: CreateIndex): OracleFailure | undefined {
  const relation = special ? undefined : relationNamed(unit, table);
  if (!hasKnownColumns(relation)) return undefined;
  const types = columns.flatMap(({ value }) => {
    const name = value.kind === 'Name' ? simpleName(value) : undefined;
    return relation.columns.filter((c) => c.name === name).map((c) => c.type);
  });
  const code = 2327;
  return types.some(({ kind }) => isAnyOf(kind, 'clob', 'blob', 'bfile'))
    ? { code, text: `ORA-0${code}: cannot create index on expression with datatype LOB` }
    : undefined;
}

/**
 * The error of a sequence's options, of an index, or of the query of a view or table; a view made with FORCE needs none
 * that is right.
 */
export function wrongDefinition(unit: UnitContext, made: DdlStatement): OracleFailure | undefined {
  if (made.kind === 'CreateView' && made.force) return undefined;
  if (made.kind === 'CreateSequence') return sequenceError(made.options);
  if (made.kind === 'CreateIndex') return lobIndex(unit, made) ?? impureError(unit.analysis, made);
  const check = wrongCheck(unit, made) ?? impureError(unit.analysis, made);
  if (check) return check;
  const query = made.kind === 'CreateView' ? made.query : made.kind === 'CreateTable' ? made.asQuery : undefined;
  if (!query) return undefined;
  const invalid = packageVariableIn(unit, query) ?? invalidQuery(unit.analysis, query);
  if (invalid) return invalid;
  const { name, at, isKnown } = unknownNameIn(unit, query);
  if (name === undefined || !at || !isKnown)
    return made.kind === 'CreateTable' && hasColumnOfNull(unit.analysis, query) ? oracleFailure(1723) : undefined;
  // The name may be that of a function that is not among the inputs.
  unit.report(unresolved(unit, at, name.replaceAll('"', '')));
  return invalidIdentifier(name);
}
