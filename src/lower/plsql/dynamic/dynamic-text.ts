import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { autonomousTransaction } from '../../../diagnostics/op3.js';
import { dynamicSqlUnknown, dynamicTextFails } from '../../../diagnostics/op3-dynamic.js';
import type { Delete, Insert, Merge, MultiTableInsert, Update } from '../../../ir/oracle/dml.js';
import type {
  AlterObject,
  Block,
  CreateIndex,
  DdlStatement,
  DmlStatement,
  DropObject,
  ExecuteImmediate,
  IntoClause,
  Query,
  QueryBody,
  ScriptUnit,
  Statement,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { QueryStatement } from '../../../ir/oracle/units.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import { oracleMessage } from '../../../ir/oracle-messages.js';
import type { PgExpr, PgStatement, PlStatement, Refused } from '../../../ir/postgres/index.js';
import { parseStatementText } from '../../../parse/build/index.js';
import { programMadeBy } from '../../../rewrite/dynamic-definitions.js';
import { b } from '../../builders.js';
import { Refusal, type UnitContext } from '../../context.js';
import { isSchemaHabit, lowerDdl } from '../../ddl/index.js';
import { invalidDefinition } from '../../ddl/invalid-definition.js';
import { literal, regclassText, relationNamed } from '../../ddl/names.js';
import { keepsTransaction, lowerOtherStatement } from '../../ddl/other-statement.js';
import { gttCall } from '../../ddl/tables/gtt.js';
import { newTable } from '../../ddl/tables/new-table.js';
import { keepsTransactionOpen } from '../../ddl/tables/private-table.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { lowerQuery } from '../../queries/index.js';
import { relationName } from '../../queries/row-sources.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { inUnit } from '../body/derived-context.js';
import { pragmaOf } from '../effects/autonomous-pragma.js';
import { bindsInAsOut } from '../effects/bind-block.js';
import { bindUnit, hasSurplus, lacksBinds } from '../effects/bind-unit.js';
import { constantText } from '../effects/constant-text.js';
import { dynamicBlock } from '../effects/dynamic-block.js';
import { protect, raiseError } from '../errors/capture.js';
import { lowerStatement } from '../statements/statements.js';
import { widthOf, wrongCount, wrongType } from '../statements/target-count.js';
import { deferredChecks, implicitCommit } from '../transactions/transactions.js';
import { placeDeclared } from './declared-by-text.js';
import { beginsNoStatement, brokenBlock, brokenStatement, compiledBlock } from './invalid-block.js';
import { invalidDml, invalidQuery } from './invalid-query.js';
import { wrongTrigger } from './invalid-trigger.js';
import { hasOtherHeading } from './other-heading.js';
import { packageVariableIn } from './package-variable.js';
import { invalidIdentifier, unknownNameIn, wrongDefinition } from './unknown-names.js';

/**
 * The statements for dynamic SQL whose text is known at compile time; undefined where it is not, or where the text is
 * not understood. Bind variables are replaced by what USING gives: by position in SQL, by name in a PL/SQL block.
 * (PL/SQL Language Reference, "Repeated Placeholder Names in Dynamic SQL Statements")
 */
export function compileDynamicText(rc: BodyBuilder, s: ExecuteImmediate): PlStatement[] | undefined {
  const text = constantText(rc.unit, s.text);
  if (text === undefined) return undefined;
  const block = dynamicBlock(rc.unit.analysis, s);
  if (block?.kind === 'Block' && assignsIn(rc, s, text, block))
    return [...raiseError(rc, s.span, sqlstateOf(6536), 'ORA-06536: IN bind variable bound to an OUT position')];
  if (block?.kind === 'Block' && pragmaOf(block)) rc.unit.report(autonomousTransaction(s.span, 'The block'));
  const broken = brokenBlock(rc, s, text);
  if (broken) {
    if (broken.jump !== undefined) rc.unit.report(dynamicTextFails(s.text.span, broken.jump));
    else if (!block) rc.unit.report(dynamicSqlUnknown(s.text.span, true));
    return broken.statements;
  }
  if (block) {
    placeDeclared(rc, block);
    return compiledBlock(rc, s, block, lowerStatement(rc, block));
  }
  const program = programMadeBy(s.text);
  if (program) return programMade(rc, s, program);
  return compileStatement(rc, s, text);
}

/** A text that is an SQL statement. */
function compileStatement(rc: BodyBuilder, s: ExecuteImmediate, text: string): PlStatement[] | undefined {
  const { unit, diagnostics } = parseStatementText(text);
  const understood = unit !== undefined && diagnostics.every((d) => d.severity !== 'error');
  const wrongText = brokenStatement(rc, s, text, understood);
  if (wrongText) {
    if (beginsNoStatement(text)) rc.unit.report(dynamicTextFails(s.text.span, oracleMessage(900)));
    else if (!understood) rc.unit.report(dynamicSqlUnknown(s.text.span, true));
    return wrongText;
  }
  if (!understood) return undefined;
  const outTargets = s.returning?.targets ?? [];
  const bound = bindUnit(rc.unit.analysis, unit, text, {
    using: s.using,
    outTargets,
    span: s.text.span,
  });
  if (bound && takesBinds.has(bound.kind) && hasSurplus(unit, s.using, outTargets))
    return [...raiseError(rc, s.span, sqlstateOf(1006), 'ORA-01006: bind variable does not exist')];
  if (!bound && takesBinds.has(unit.kind) && lacksBinds(unit, s.using, outTargets))
    return [...raiseError(rc, s.span, sqlstateOf(1008), 'ORA-01008: not all variables bound')];
  return bound && lowerBound(rc, s, bound);
}

/** The statement of the text, its bind variables replaced. */
function lowerBound(rc: BodyBuilder, s: ExecuteImmediate, bound: ScriptUnit): PlStatement[] | undefined {
  switch (bound.kind) {
    case 'QueryStatement':
      return compiledQuery(rc, s, bound);
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge':
    case 'MultiTableInsert':
      return compiledDml(rc, bound, s);
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
    case 'SetTransaction':
      return lowerStatement(rc, bound);
    case 'LockTable':
      rc.unit.analysis.addUnit(bound);
      return lowerStatement(rc, bound);
    case 'OtherStatement':
      return executed(rc, s, lowerOtherStatement(rc.unit, bound), keepsTransaction(bound));
    case 'AlterObject':
      return isKnown(rc, bound) ? ddl(rc, s, bound) : undefined;
    default:
      return isDdl(bound) ? ddl(rc, s, bound) : undefined;
  }
}

/** A statement that changes rows and whose text is known. */
function compiledDml(
  rc: BodyBuilder,
  bound: Insert | MultiTableInsert | Update | Delete | Merge,
  s: ExecuteImmediate,
): PlStatement[] {
  const statement = withReturning(bound, s);
  rc.unit.analysis.addUnit(statement);
  const invalid = invalidDml(rc.unit.analysis, statement) ?? packageVariableIn(rc.unit.analysis, statement, givenBy(s));
  if (invalid) return [...raiseError(rc, s.span, sqlstateOf(invalid.code), invalid.text)];
  return orRaisedByOracle(rc, s, statement, (inner) =>
    lowerStatement(inner, { kind: 'DmlInBlock', span: s.span, statement }),
  );
}

/** A query whose text is known; without INTO it is only parsed. */
function compiledQuery(rc: BodyBuilder, s: ExecuteImmediate, bound: QueryStatement): PlStatement[] | undefined {
  if (!s.into) return parsedOnly(rc, s, bound.query);
  const query = withInto(bound.query, s.into);
  if (!query) return undefined;
  const statement: Statement = { kind: 'SelectInto', span: s.span, query };
  rc.unit.analysis.addUnit({ kind: 'QueryStatement', span: s.span, query });
  const invalid = packageVariableIn(rc.unit.analysis, query, givenBy(s)) ?? invalidQuery(rc.unit.analysis, query);
  if (invalid) return [...raiseError(rc, s.span, sqlstateOf(invalid.code), invalid.text)];
  const wrong =
    wrongCount(rc, widthOf(rc.unit.analysis, query), s.into, s.span) ?? wrongType(rc, query, s.into, s.span);
  if (wrong) return wrong;
  return orRaisedByOracle(rc, s, query, (inner) => lowerStatement(inner, statement));
}

/** What the program evaluates for the statement, or takes from it. */
const givenBy = (s: ExecuteImmediate): readonly OracleNode[] => [
  ...s.using.map((u) => u.value),
  ...(s.into?.targets ?? []),
  ...(s.returning?.targets ?? []),
];

function assignsIn(rc: BodyBuilder, s: ExecuteImmediate, text: string, block: Block): boolean {
  const { unit } = parseStatementText(text);
  return unit?.kind === 'AnonymousBlock' && bindsInAsOut(rc.unit.analysis, unit, block, s.using);
}

/** Statements all of whose bind variables the tree holds. */
const takesBinds: ReadonlySet<string> = new Set([
  'QueryStatement',
  'Insert',
  'Update',
  'Delete',
  'Merge',
  'MultiTableInsert',
  'AnonymousBlock',
]);

/**
 * A query that hands nothing over is not run, but its text has to be right. (PL/SQL Language Reference, "EXECUTE
 * IMMEDIATE Statement")
 */
function parsedOnly(rc: BodyBuilder, s: ExecuteImmediate, query: Query): PlStatement[] {
  const { unit } = rc;
  unit.analysis.addUnit({ kind: 'QueryStatement', span: s.span, query });
  const invalid = packageVariableIn(unit.analysis, query, givenBy(s)) ?? invalidQuery(unit.analysis, query);
  if (invalid) return [...raiseError(rc, s.span, sqlstateOf(invalid.code), invalid.text)];
  let lowered: PlStatement[];
  try {
    const rows = b.derived(s.span, lowerQuery({ unit, sql: true }, query), madeUp('parsed'));
    const none = b.select(s.span, { items: [b.item(s.span, b.num(s.span, 1))], from: [rows], limit: b.num(s.span, 0) });
    const text: PgExpr = {
      kind: 'PgStatementText',
      span: s.span,
      statement: { kind: 'PgQueryStatement', span: s.span, query: none },
    };
    lowered = [{ kind: 'PlExecute', span: s.span, text, using: [] }];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const raised = raisedByOracle(rc, query, error.diagnostic);
    // What is not converted would not be run either; but whether an unknown name stops it is not known.
    if (!raised && error.diagnostic.invalid?.kind === 'unknownName') throw error;
    lowered = raised ?? [b.nothing(s.span)];
  }
  return rc.mode.kind === 'capture' && lowered[0]?.kind === 'PlExecute' ? [protect(rc, s.span, lowered)] : lowered;
}

/**
 * The statements of a text; or the error, where the statement was refused for what Oracle does not take either. Where
 * it is certain to fail in Oracle, that is said in place of the refusal.
 */
function orRaisedByOracle(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  statement: Query | DmlStatement,
  lower: (inner: BodyBuilder) => PlStatement[],
): PlStatement[] {
  const reported: Diagnostic[] = [];
  const lowered = lower(inUnit(rc, { ...rc.unit, report: (d) => reported.push(d) }));
  const [first] = lowered;
  const refused = first?.kind === 'PlRaise' ? first.refused : undefined;
  const error = refused && errorInOracle(rc, statement, refused);
  if (refused && error && failsForCertain(rc, statement, refused))
    rc.unit.report(dynamicTextFails(s.text.span, error.text));
  else for (const d of reported) rc.unit.report(d);
  return error ? [...raiseError(rc, statement.span, sqlstateOf(error.code), error.text)] : lowered;
}

/**
 * No function that is missing among the inputs could make the statement right: a column that is written is no function.
 */
function failsForCertain(rc: BodyBuilder, statement: Query | DmlStatement, { invalid }: Refused): boolean {
  return invalid?.kind !== 'unknownName' || unknownNameIn(rc.unit, statement).name === undefined;
}

/**
 * A text that names what is no column of its tables is an error where it runs (ORA-00904), which programs handle. So is
 * a join that cannot be changed. It stays in the report, since the name may be that of a function that is not among the
 * inputs.
 */
function raisedByOracle(rc: BodyBuilder, statement: Query | DmlStatement, refused: Refused): PlStatement[] | undefined {
  const error = errorInOracle(rc, statement, refused);
  return error && [...raiseError(rc, statement.span, sqlstateOf(error.code), error.text)];
}

/** What Oracle raises for what was refused. */
function errorInOracle(
  rc: BodyBuilder,
  statement: Query | DmlStatement,
  { invalid }: Refused,
): { readonly code: number; readonly text: string } | undefined {
  switch (invalid?.kind) {
    case undefined:
      return undefined;
    case 'raises':
      return { code: invalid.code, text: invalid.text };
    case 'notKeyPreserved': {
      const code = statement.kind === 'Delete' ? 1752 : 1779;
      return { code, text: oracleMessage(code) };
    }
    case 'unknownName': {
      const { name = columnOf(invalid.name), isKnown } = unknownNameIn(rc.unit, statement);
      return name === undefined || !isKnown ? undefined : { code: 904, text: invalidIdentifier(name) };
    }
  }
}

/** The column that a refused INSERT, UPDATE or MERGE writes and its table lacks: SALLARY of `EMP.SALLARY`. */
function columnOf(name: string): string | undefined {
  const [, column, more] = name.split('.');
  return more === undefined ? column : undefined;
}

/** Is it DDL that a text of dynamic SQL may be compiled to? */
export function isDdl(unit: ScriptUnit): unit is DdlStatement {
  if (unit.kind === 'CreateOther') return unit.objectKind === 'DIRECTORY';
  return [
    'CreateTable',
    'AlterTable',
    'CreateView',
    'CreateIndex',
    'CreateMaterializedView',
    'CreateSequence',
    'CreateSynonym',
    'CreateType',
    'CommentOn',
    'Grant',
    'Revoke',
    'DropObject',
    'Truncate',
    'AlterObject',
    'AlterSession',
    'CreateRole',
    'CreateUser',
    'Rename',
  ].includes(unit.kind);
}

/**
 * DDL ends the transaction before and after itself. (SQL Language Reference, "Data Definition Language (DDL)
 * Statements")
 */
function ddl(rc: BodyBuilder, s: ExecuteImmediate, unit: DdlStatement): PlStatement[] | undefined {
  const invalid = invalidDefinition(unit);
  if (invalid)
    return [...raiseError(rc, s.span, sqlstateOf(invalid.code), invalid.message ?? oracleMessage(invalid.code))];
  rc.unit.analysis.addUnit(unit);
  // The transaction ends before the statement fails.
  const failed = (code: number, text: string): PlStatement[] => {
    const commit = implicitCommit(rc, s.span);
    const checks = commit.length > 0 ? deferredChecks(rc, s.span) : [];
    return [...checks, ...commit, ...raiseError(rc, s.span, sqlstateOf(code), text)];
  };
  const wrong = wrongDefinition(rc.unit, unit);
  if (wrong) return failed(wrong.code, wrong.text);
  // A table that a program makes says nothing of the schema.
  const report = (d: Diagnostic): void => {
    if (!isSchemaHabit(d)) rc.unit.report(d);
  };
  const lowered = lowerDdl({ ...rc.unit, report }, unit, true);
  const statements = [...lowered.statements, ...(lowered.late ?? [])];
  const missing = unit.kind === 'DropObject' ? notThere(rc, unit) : undefined;
  if (missing !== undefined) return failed(missing.code, `ORA-0${missing.code}: ${missing.text}`);
  if (unit.kind === 'CreateTable') statements.unshift(...newTable(rc.unit, unit));
  if (unit.kind === 'CreateIndex') statements.unshift(...newColumnList(rc.unit, unit));
  const isSession = unit.kind === 'AlterSession' || keepsTransactionOpen(unit);
  const run = [...executed(rc, s, statements, isSession, unit.kind === 'CreateView' && unit.replace === true)];
  const isFilled = unit.kind === 'CreateTable' && unit.asQuery !== undefined;
  // Where the routine began there was no table to copy.
  const made = unit.kind === 'CreateTable' ? relationNamed(rc.unit, unit.name) : undefined;
  if (made?.temporary) run.push(b.perform(s.span, gttCall(rc.unit, made, s.span)));
  return rc.readsSqlAttributes && !isFilled
    ? [...run, b.assign(s.span, b.column(s.span, rc.sqlRowCount()), b.num(s.span, 0))]
    : run;
}

/** CREATE PROCEDURE, FUNCTION, PACKAGE or TRIGGER. */
function programMade(rc: BodyBuilder, s: ExecuteImmediate, unit: ScriptUnit): PlStatement[] | undefined {
  const wrong = unit.kind === 'CreateTrigger' ? wrongTrigger(rc, s, unit) : undefined;
  if (wrong) return wrong;
  const lowered = hasOtherHeading(rc.unit, unit) ? undefined : rc.unit.define?.(unit);
  if (!lowered) return undefined;
  for (const d of lowered.diagnostics) rc.unit.report(d);
  const replaces = (unit.kind === 'CreateRoutine' || unit.kind === 'CreateTrigger') && unit.replace === true;
  const statements = [...lowered.statements, ...lowered.late].map(
    (x): PgStatement =>
      replaces && (x.kind === 'PgCreateRoutine' || x.kind === 'PgCreateTrigger') ? { ...x, orReplace: true } : x,
  );
  return executed(rc, s, statements);
}

/**
 * What a program drops and no unit of the inputs creates, where PostgreSQL has nothing that could be looked up by its
 * name.
 */
function notThere(
  { unit }: BodyBuilder,
  { objectKind, name, ifExists }: DropObject,
): { readonly code: number; readonly text: string } | undefined {
  const last = name.parts.at(-1)?.name ?? '';
  if (ifExists) return undefined;
  if (objectKind === 'TRIGGER')
    return unit.analysis.catalog.triggers.some((t) => t.name === last)
      ? undefined
      : { code: 4080, text: `trigger '${last}' does not exist` };
  return undefined;
}

/** `select ora.new_column_list(…)`: ORA-01408 where an index of the table has these columns in this order. */
function newColumnList(unit: UnitContext, { span, table, columns }: CreateIndex): PgStatement[] {
  const relation = relationNamed(unit, table);
  const names = columns.map((c) =>
    c.value.kind === 'Name' && c.value.parts.length === 1 && c.direction !== 'DESC'
      ? c.value.parts[0]?.name
      : undefined,
  );
  if (!relation || names.some((n) => n === undefined)) return [];
  const quoted = [regclassText(relationName(unit, relation)), ...names.map((n) => foldName(n ?? ''))].map(literal);
  return [{ kind: 'PgFixedStatement', span, text: `select ora.new_column_list(${quoted.join(', ')})` }];
}

/**
 * The triggers of a name are known by their tables; of what is not among the inputs they are looked up when the
 * statement runs.
 */
function isKnown({ unit }: BodyBuilder, { objectKind, name }: AlterObject): boolean {
  const last = name?.parts[name.parts.length - 1]?.name;
  return objectKind !== 'TRIGGER' || unit.analysis.catalog.triggers.some((t) => t.name === last);
}

function executed(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  statements: readonly PgStatement[],
  isSession = false,
  replaces = false,
): PlStatement[] {
  const run = statements.map((statement): PlStatement => {
    const text: PgExpr = { kind: 'PgStatementText', span: s.span, statement };
    if (replaces && statement.kind === 'PgCreateView') {
      // The runtime changes how it begins.
      const bare: PgExpr = { ...text, statement: { ...statement, comments: undefined } };
      return b.perform(s.span, b.ora(s.span, 'replace_view', b.text(s.span, regclassText(statement.name)), bare));
    }
    return { kind: 'PlExecute', span: s.span, text, using: [] };
  });
  if (isSession || rc.unit.analysis.plainDdl.has(s)) return run.length > 0 ? run : [b.nothing(s.span)];
  const commit = implicitCommit(rc, s.span);
  const guarded = rc.mode.kind === 'capture' && run.length > 0 ? [protect(rc, s.span, run)] : run;
  if (commit.length === 0) return run.length > 0 ? run : [b.nothing(s.span)];
  return [...deferredChecks(rc, s.span), ...commit, ...guarded, ...commit];
}

function withInto(query: Query, into: IntoClause): Query | undefined {
  const body = bodyWithInto(query.body, into);
  return body && { ...query, body };
}

/** INTO stands in the first SELECT of a set operation. */
function bodyWithInto(body: QueryBody, into: IntoClause): QueryBody | undefined {
  switch (body.kind) {
    case 'Select':
      return { ...body, into };
    case 'Query':
      return withInto(body, into);
    case 'SetOperation': {
      const left = bodyWithInto(body.left, into);
      return left && { ...body, left };
    }
    case 'TableValues':
      return undefined;
  }
}

function withReturning(statement: DmlStatement, s: ExecuteImmediate): DmlStatement {
  if (!('returning' in statement) || !statement.returning) return statement;
  const out = s.using.filter((u) => u.mode !== 'IN').map((u) => u.value);
  const into: IntoClause = s.returning ?? {
    kind: 'IntoClause',
    span: s.span,
    bulk: false,
    targets: statement.returning.into?.targets ?? out,
  };
  return { ...statement, returning: { ...statement.returning, into } };
}
