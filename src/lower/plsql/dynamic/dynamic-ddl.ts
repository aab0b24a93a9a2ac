import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { clauseOfLaterRelease } from '../../../diagnostics/op3-dynamic.js';
import { isSchemaHabit } from '../../../diagnostics/repeated-findings.js';
import { lastName } from '../../../ir/dotted.js';
import type {
  AlterObject,
  CreateIndex,
  CreateTrigger,
  DdlStatement,
  DropObject,
  ExecuteImmediate,
  ScriptUnit,
} from '../../../ir/oracle/index.js';
import type { OracleFailure } from '../../../ir/oracle-failure.js';
import type { PgExpr, PgStatement, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { secondIdentity } from '../../ddl/alter/second-identity.js';
import { textNotes } from '../../ddl/dictionary/text-notes.js';
import { lowerDdl } from '../../ddl/index.js';
import { invalidDefinition } from '../../ddl/invalid-definition.js';
import { literal, nameOf, regclassText, relationNamed } from '../../ddl/names.js';
import { newName } from '../../ddl/new-name.js';
import { runtimeStatement } from '../../ddl/runtime-statement.js';
import { newTable } from '../../ddl/tables/new-table.js';
import { gttCall } from '../../ddl/tables/temporary/gtt.js';
import { keepsTransactionOpen } from '../../ddl/tables/temporary/private-table.js';
import { definitionsOfTrigger, triggerCall } from '../../ddl/triggers/trigger-names.js';
import { foldName } from '../../naming/naming.js';
import { relationName } from '../../queries/row-sources.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { protect, raiseFailure } from '../errors/capture.js';
import { beforeCommit, implicitCommit } from '../transactions/transactions.js';
import { createdWithErrors } from './failures/created-with-errors.js';
import { forcedOverMissing } from './failures/forced-views.js';
import { wrongTrigger } from './failures/invalid-trigger.js';
import { refusedDdl } from './failures/refused-ddl.js';
import { wrongDefinition } from './failures/unknown-names.js';
import { hasOtherHeading } from './other-heading.js';
import { schemaOfText } from './templates/dynamic-words.js';

/** Is it DDL that a text of dynamic SQL may be compiled to? */
export function isCompiledDdl(unit: ScriptUnit): unit is DdlStatement {
  if (unit.kind === 'CreateOther') return unit.objectKind === 'DIRECTORY' || unit.context !== undefined;
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
export function compiledDdl(rc: BodyBuilder, s: ExecuteImmediate, unit: DdlStatement): PlStatement[] | undefined {
  const invalid = invalidDefinition(unit);
  if (invalid) {
    if (unit.kind === 'DropObject' && unit.ifExists)
      rc.unit.report(clauseOfLaterRelease(s.span, 'IF EXISTS', 'ORA-00933'));
    if (unit.kind === 'CreateTable' && unit.ifNotExists)
      rc.unit.report(clauseOfLaterRelease(s.span, 'IF NOT EXISTS', 'ORA-00922'));
    return raiseFailure(rc, s.span, invalid);
  }
  const second = secondIdentity(rc.unit, unit);
  if (second) return refusedDdl(rc, s, second);
  // When a routine drops a synonym is not known.
  const isLater = unit.kind === 'DropObject' && unit.objectKind.endsWith('SYNONYM') && rc.symbol !== undefined;
  if (!isLater) rc.unit.analysis.addUnit(unit);
  const wrong = wrongDefinition(rc.unit, unit);
  if (wrong) return refusedDdl(rc, s, wrong);
  // A table that a program makes says nothing of the schema.
  const report = (d: Diagnostic): void => {
    if (!isSchemaHabit(d)) rc.unit.report(d);
  };
  const lowered = lowerDdl({ ...rc.unit, report, inProgram: true }, unit);
  const statements = [...lowered.statements, ...(lowered.late ?? [])];
  const missing = unit.kind === 'DropObject' ? triggerNotThere(rc, unit) : undefined;
  if (missing !== undefined) return refusedDdl(rc, s, missing);
  if (unit.kind === 'CreateTable') statements.unshift(...newTable(rc.unit, unit));
  statements.unshift(...newName(rc.unit, unit));
  if (unit.kind === 'CreateIndex') statements.unshift(...newColumnList(rc.unit, unit, statements));
  if (unit.kind === 'AlterObject' && statements.length === 0)
    statements.push(...sequenceThere(rc.unit, unit), ...compiledThere(rc.unit, unit));
  statements.push(...noteOfCache(rc.unit, unit), ...textNotes(rc.unit, s, unit, lowered.statements));
  const filled = unit.kind === 'CreateTable' && unit.asQuery !== undefined;
  const forced = forcedOverMissing(rc, s, unit);
  const done = executed(rc, s, statements, {
    counted: rc.readsSqlAttributes && filled,
    keepsTransaction: unit.kind === 'AlterSession' || keepsTransactionOpen(unit),
    replaces: (unit.kind === 'CreateView' || unit.kind === 'CreateType') && unit.replace === true,
  });
  const run = [...forced, ...done];
  // Where the routine began there was no table to copy.
  const made = unit.kind === 'CreateTable' ? relationNamed(rc.unit, unit.name) : undefined;
  if (made?.temporary) run.push(b.perform(s.span, gttCall(rc.unit, made, s.span)));
  return rc.readsSqlAttributes && !filled
    ? [...run, b.assign(s.span, b.column(s.span, rc.sqlRowCount()), b.num(s.span, 0))]
    : run;
}

/** CREATE PROCEDURE, FUNCTION, PACKAGE or TRIGGER. */
export function compiledProgram(rc: BodyBuilder, s: ExecuteImmediate, unit: ScriptUnit): PlStatement[] | undefined {
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
  const notes = textNotes(rc.unit, s, unit, lowered.statements, lowered.diagnostics);
  const errors = createdWithErrors(rc, s, unit, lowered.diagnostics);
  if (unit.kind !== 'CreateTrigger')
    return [...executed(rc, s, [...newName(rc.unit, unit), ...statements, ...notes]), ...errors];
  const timing = noteOfTiming(rc.unit, unit, statements);
  return [...executed(rc, s, [...newTrigger(unit, statements), ...statements, ...timing, ...notes]), ...errors];
}

/** What takes the place of an earlier trigger of the name, which may be named otherwise here. */
function newTrigger({ span, name, replace }: CreateTrigger, made: readonly PgStatement[]): PgStatement[] {
  const trigger = made.find((x) => x.kind === 'PgCreateTrigger');
  if (trigger?.kind !== 'PgCreateTrigger') return [];
  const schema = trigger.function.at(-2) ?? trigger.table.at(-2) ?? '';
  const own = foldName(lastName(name));
  const table = literal(regclassText(trigger.table));
  const text = `select ora.new_trigger(${literal(schema)}, ${literal(own)}, ${replace === true}, ${table})`;
  return [{ kind: 'PgFixedStatement', span, text }];
}

/** What USER_TRIGGERS shows of a trigger that stands as one of another time. */
function noteOfTiming(
  unit: UnitContext,
  { span, name, timing, forEachRow }: CreateTrigger,
  made: readonly PgStatement[],
): PgStatement[] {
  const trigger = made.find((x) => x.kind === 'PgCreateTrigger');
  if (trigger?.kind !== 'PgCreateTrigger' || (timing !== 'BEFORE' && timing !== 'AFTER')) return [];
  // An earlier one of the name may have been noted.
  const own = lastName(name);
  const isAgain = definitionsOfTrigger(unit, own).length > 1;
  if (trigger.timing === timing.toLowerCase() && !isAgain) return [];
  const part = `trigger ${foldName(own)}`;
  const args = [regclassText(trigger.table), part, `${timing} ${forEachRow ? 'EACH ROW' : 'STATEMENT'}`];
  return [runtimeStatement(span, 'note_definition', ...args.map(literal))];
}

/** A trigger that a program drops and no unit of the inputs creates: PostgreSQL cannot look it up by its name alone. */
function triggerNotThere({ unit }: BodyBuilder, { objectKind, name, ifExists }: DropObject): OracleFailure | undefined {
  const last = lastName(name);
  if (ifExists || objectKind !== 'TRIGGER' || unit.analysis.catalog.triggers.some((t) => t.name === last))
    return undefined;
  return { code: 4080, text: `ORA-04080: trigger '${last}' does not exist` };
}

/** ORA-02289 where ALTER SEQUENCE, which changes nothing that PostgreSQL has, finds no sequence. */
function sequenceThere(unit: UnitContext, { span, name, sequenceOptions }: AlterObject): PgStatement[] {
  if (!name || !sequenceOptions) return [];
  const text = `select ora.alter_sequence(${literal(regclassText(nameOf(unit, name)))}, '')`;
  return [{ kind: 'PgFixedStatement', span, text }];
}

/** ORA-04043 where what ALTER … COMPILE names is not there. */
function compiledThere(unit: UnitContext, { span, objectKind, name, action }: AlterObject): PgStatement[] {
  if (!name || !/^COMPILE\b/.test(action)) return [];
  const text = `select ora.compiled(${literal(objectKind.toLowerCase())}, ${literal(regclassText(nameOf(unit, name)))})`;
  return [{ kind: 'PgFixedStatement', span, text }];
}

/** What USER_SEQUENCES shows of a CACHE that PostgreSQL's sequence has no use for. */
function noteOfCache(unit: UnitContext, node: DdlStatement): PgStatement[] {
  const name = node.kind === 'CreateSequence' || node.kind === 'AlterObject' ? node.name : undefined;
  const options =
    node.kind === 'CreateSequence' ? node.options : node.kind === 'AlterObject' ? node.sequenceOptions : undefined;
  if (!name || !options || options.cache === undefined) return [];
  const own = literal(regclassText(nameOf(unit, name)));
  const text = `select ora.note_definition(${own}, 'cache', ${literal(options.cache ?? '0')})`;
  return [{ kind: 'PgFixedStatement', span: node.span, text }];
}

/**
 * `select ora.new_column_list(…)`: ORA-00955 where there is an index of the name, ORA-01408 where one of the table has
 * these columns in this order.
 */
function newColumnList(
  unit: UnitContext,
  { span, name, table, columns }: CreateIndex,
  made: readonly PgStatement[],
): PgStatement[] {
  const index = made.find((s) => s.kind === 'PgCreateIndex');
  const relation = relationNamed(unit, table);
  const names = columns.map((c) =>
    c.value.kind === 'Name' && c.value.parts.length === 1 && c.direction !== 'DESC'
      ? c.value.parts[0]?.name
      : undefined,
  );
  if (!relation || index?.kind !== 'PgCreateIndex' || names.some((n) => n === undefined)) return [];
  const quoted = [
    index.name,
    lastName(name),
    regclassText(relationName(unit, relation)),
    ...names.map((n) => foldName(n ?? '')),
  ].map(literal);
  return [runtimeStatement(span, 'new_column_list', ...quoted)];
}

/**
 * The triggers of a name are known by their tables; of what is not among the inputs they are looked up when the
 * statement runs.
 */
export function isKnown({ unit }: BodyBuilder, { objectKind, name }: AlterObject | DropObject): boolean {
  if (objectKind !== 'TRIGGER') return true;
  const last = name?.parts.at(-1)?.name;
  const [only, ...more] = unit.analysis.catalog.triggers.filter((t) => t.name === last);
  // What it is called here depends on the definition that counts.
  return only !== undefined && more.length === 0 && (only.definition.follows ?? []).length === 0;
}

/** DROP TRIGGER, and ENABLE or DISABLE, of one that is looked up when the statement runs. */
export function foundTrigger(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  node: AlterObject | DropObject,
): PlStatement[] | undefined {
  const { naming, analysis } = rc.unit;
  const [own, owner] = [...(node.name?.parts ?? [])].reverse();
  const change = node.kind === 'DropObject' ? 'drop' : /^(?:EN|DIS)ABLE\b/.exec(node.action)?.[0].toLowerCase();
  const isElsewhere = owner === undefined && schemaOfText(rc, s.span).length > 0;
  if (!own || isElsewhere || (change !== 'drop' && change !== 'enable' && change !== 'disable')) return undefined;
  const schema = naming.schemaOf(owner?.name ?? analysis.ownerAt(s.span));
  const text = triggerCall(schema, own.name, change);
  return executed(rc, s, [{ kind: 'PgFixedStatement', span: s.span, text }]);
}

interface Execution {
  readonly keepsTransaction?: boolean;
  /** CREATE OR REPLACE of a view or type. */
  readonly replaces?: boolean;
  /** CREATE TABLE … AS: SQL%ROWCOUNT is how many rows it has got. */
  readonly counted?: boolean;
}

/** The statement that fills what CREATE TABLE … AS makes. */
export const fillsTable = (statement: PgStatement): boolean =>
  (statement.kind === 'PgCreateTable' && statement.asQuery !== undefined) ||
  (statement.kind === 'PgDmlStatement' && statement.statement.kind === 'PgInsert');

/** The function of the runtime that puts what the statement makes in the place of what is there. */
function replacingCall(statement: PgStatement): { readonly by: string; readonly name: readonly string[] } | undefined {
  switch (statement.kind) {
    case 'PgCreateView':
      return { by: 'replace_view', name: statement.name };
    case 'PgCreateType':
    case 'PgCreateDomain':
      return { by: 'replace_type', name: statement.name };
    default:
      return undefined;
  }
}

/** The statements as they are executed, between the commits of DDL where they do not keep the transaction. */
export function executed(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  statements: readonly PgStatement[],
  { keepsTransaction = false, replaces = false, counted = false }: Execution = {},
): PlStatement[] {
  const run = statements.flatMap((statement): PlStatement[] => {
    const text: PgExpr = { kind: 'PgStatementText', span: s.span, statement };
    const call = replaces ? replacingCall(statement) : undefined;
    if (!call) {
      const execute: PlStatement = { kind: 'PlExecute', span: s.span, text, using: [] };
      return counted && fillsTable(statement) ? [execute, countedRows(rc, s)] : [execute];
    }
    // The runtime changes how it begins.
    const bare: PgExpr = { ...text, statement: { ...statement, comments: undefined } };
    return [b.perform(s.span, b.ora(s.span, call.by, b.text(s.span, regclassText(call.name)), bare))];
  });
  if (keepsTransaction || rc.unit.analysis.plainDdl.has(s)) return run.length > 0 ? run : [b.nothing(s.span)];
  const commit = implicitCommit(rc, s.span);
  const guarded = rc.mode.kind === 'capture' && run.length > 0 ? [protect(rc, s.span, run)] : run;
  if (commit.length === 0) return run.length > 0 ? guarded : [b.nothing(s.span)];
  return [...beforeCommit(rc, s.span), ...commit, ...guarded, ...commit];
}

/** SQL%ROWCOUNT becomes the number of rows of the statement before. */
export const countedRows = (rc: BodyBuilder, { span }: ExecuteImmediate): PlStatement => ({
  kind: 'PlGetDiagnostics',
  span,
  stacked: false,
  items: [{ target: b.column(span, rc.sqlRowCount()), item: 'row_count' }],
});
