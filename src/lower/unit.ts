import type { Analysis } from '../analyze/analysis.js';
import type { UnitKind } from '../contract/compiled-script.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { notCompiled, savepointInRoutine } from '../diagnostics/op3.js';
import { internalFailure } from '../diagnostics/op9.js';
import { isAnyOf } from '../ir/kinds.js';
import { addUnder } from '../ir/lists-by-key.js';
import type {
  BrokenUnit,
  DdlStatement,
  DmlStatement,
  LockTable,
  ScriptUnit,
  SetTransaction,
} from '../ir/oracle/index.js';
import type { PgStatement } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import { settle } from '../ir/walk.js';
import { b } from './builders.js';
import { type ExprContext, type LowerOptions, Refusal, refuse, type SessionText, type UnitContext } from './context.js';
import { setsConstraints } from './ddl/alter/alter-object.js';
import { lowerDdl } from './ddl/index.js';
import { keepsTransaction, lowerOtherStatement } from './ddl/other-statement.js';
import { raisingStatement } from './ddl/runtime-statement.js';
import { prepareTemporaryTablesInScript } from './ddl/tables/temporary/gtt.js';
import { keepsTransactionOpen } from './ddl/tables/temporary/private-table.js';
import { viewsWithCallee } from './ddl/views/invalid-views.js';
import { stubView } from './ddl/views/stub-view.js';
import { logsErrors } from './dml/error-logging/error-logging.js';
import { lowerDml } from './dml/index.js';
import { type ColumnsOf, settleNames } from './naming/made-names.js';
import type { Naming } from './naming/naming.js';
import { BodyBuilder } from './plsql/body/body-builder.js';
import { setByBlockBefore } from './plsql/effects/savepoints/moved-savepoints.js';
import { lowerPackage, lowerPackageBody } from './plsql/packages/package-units.js';
import { lowerAnonymousBlock, lowerSqlCall } from './plsql/routines/anonymous-block.js';
import { guardedRoutine } from './plsql/routines/guarded-routine.js';
import { stubBody } from './plsql/routines/stub.js';
import { lowerOneDml } from './plsql/statements/dml-statement.js';
import { lowerStatement } from './plsql/statements/statement.js';
import { readOnlyTransaction, serializableTransaction } from './plsql/transactions/set-transaction.js';
import { type InvalidName, invalidNameIn } from './plsql/uncompiled/invalid-names.js';
import { refuseUncompiled } from './plsql/uncompiled/uncompiled-unit.js';
import { readingClockOnce } from './project/statement-clock.js';
import { reportGapsOfStars } from './queries/dictionary-gaps.js';
import { lowerQuery } from './queries/index.js';
import { rememberedOf } from './remembered.js';
import { isOfTable } from './session-text.js';
import { reportUnknownTables } from './unresolved/unknown-tables.js';
import { reportUnknownTypes } from './unresolved/unknown-types.js';

/** What a unit is to a script's transaction: a query takes part in it and changes nothing, DDL ends it. */
type ScriptRole = UnitKind | 'query';

/** One unit lowered. Statements in order of creation; `late` ones after everything else (foreign keys). */
export interface LoweredUnit {
  readonly statements: readonly PgStatement[];
  readonly late: readonly PgStatement[];
  readonly role: ScriptRole;
  readonly diagnostics: readonly Diagnostic[];
  /** The unit as a whole was refused with this code; what stands in its place raises. */
  readonly refused?: string;
  /** Of SAVEPOINT and ROLLBACK TO. */
  readonly savepoint?: string;
}

/** The columns of the tables of each name. */
const columnsByTable = rememberedOf((analysis: Analysis, naming: Naming): ColumnsOf => {
  const columns = new Map<string, string[]>();
  for (const relation of analysis.catalog.relations) {
    const name = naming.of(relation).at(-1) ?? '';
    addUnder(columns, name, ...relation.columns.map((c) => naming.fold(c.name)));
  }
  return (table) => columns.get(table) ?? [];
});

/** What all units of a compilation are lowered with. */
interface LowerProject {
  readonly analysis: Analysis;
  readonly naming: Naming;
  readonly options: LowerOptions;
  /** The source text of a place; absent where there is none. */
  readonly textOf?: (span: Span) => string;
  readonly readsViews?: (...families: readonly string[]) => boolean;
  readonly session?: SessionText;
}

/**
 * Lowers one top-level unit. Never throws on input: what cannot be converted is a
 * diagnostic and a statement that raises.
 */
export function lowerUnit(project: LowerProject, unit: ScriptUnit): LoweredUnit {
  const diagnostics: Diagnostic[] = [];
  const before: PgStatement[] = [];
  const cx: UnitContext = {
    ...project,
    ...(isOfTable(unit) && { session: undefined }),
    report: (d) => diagnostics.push(d),
    before,
    define: (made) => lowerUnit(project, made),
  };
  const columnsOf = columnsByTable(project.analysis, project.naming);
  const done = (
    role: ScriptRole,
    statements: readonly PgStatement[],
    more: Partial<LoweredUnit> = {},
  ): LoweredUnit => ({
    statements: [...before, ...statements].map((s) => {
      const made = settleNames(readingClockOnce(s), columnsOf);
      settle(made);
      return made;
    }),
    late: [],
    role,
    diagnostics,
    ...more,
  });
  try {
    const made = dispatch(cx, unit, done);
    if (isProgram(unit)) {
      reportUnknownTypes(cx, unit);
      reportUnknownTables(cx, unit);
    }
    return made;
  } catch (error) {
    const diagnostic = error instanceof Refusal ? error.diagnostic : internalFailure(unit.span, unit.kind, error);
    diagnostics.push(diagnostic);
    before.length = 0;
    if (unit.kind === 'CreateView' || unit.kind === 'CreateMaterializedView')
      return done('ddl', stubView(project, unit, diagnostic), { refused: diagnostic.code });
    const stub: PgStatement = { kind: 'PgDo', span: unit.span, body: stubBody(unit.span, diagnostic, '0A000') };
    return done(roleOf(unit), leavesNothing(unit) ? [] : [stub], { refused: diagnostic.code });
  }
}

/** What PL/SQL is in. */
function isProgram({ kind }: ScriptUnit): boolean {
  return isAnyOf(
    kind,
    'CreatePackage',
    'CreatePackageBody',
    'CreateRoutine',
    'CreateTrigger',
    'CreateTypeBody',
    'AnonymousBlock',
  );
}

/** DDL, and whether what stands in the place of a refused statement is nothing, or raises. */
const ddl: Readonly<Record<DdlStatement['kind'], 'nothing' | 'raises'>> = {
  CreateTable: 'nothing',
  AlterTable: 'nothing',
  CreateView: 'nothing',
  CreateMaterializedView: 'nothing',
  CreateMaterializedViewLog: 'nothing',
  CreateIndex: 'nothing',
  CreateSequence: 'nothing',
  CreateSynonym: 'nothing',
  CreateType: 'nothing',
  CreateTypeBody: 'nothing',
  CreatePackage: 'nothing',
  CreatePackageBody: 'nothing',
  CreateRoutine: 'nothing',
  CreateTrigger: 'nothing',
  CreateUser: 'nothing',
  CreateRole: 'nothing',
  CreateOther: 'nothing',
  CommentOn: 'nothing',
  Grant: 'nothing',
  Revoke: 'nothing',
  AlterObject: 'nothing',
  AlterSession: 'nothing',
  // What is still there may not be taken for gone.
  DropObject: 'raises',
  Truncate: 'raises',
  Rename: 'raises',
};

const isDdl = (unit: ScriptUnit): unit is DdlStatement => Object.hasOwn(ddl, unit.kind);

/** Refused, the statement has nothing in its place: what misses what it should make says so. */
const leavesNothing = (unit: ScriptUnit): boolean =>
  unit.kind === 'BrokenUnit' || unit.kind === 'OtherStatement' || (isDdl(unit) && ddl[unit.kind] === 'nothing');

/** What DDL, and what is refused, is to the transaction of a script. */
function roleOf(unit: ScriptUnit): ScriptRole {
  if (unit.kind === 'OtherStatement') return keepsTransaction(unit) ? 'dml' : 'ddl';
  if (unit.kind === 'BrokenUnit') return 'ddl';
  if (!isDdl(unit) || keepsTransactionOpen(unit)) return 'dml';
  return isConstraintsMode(unit) ? 'transaction-mode' : 'ddl';
}

type Done = (role: ScriptRole, statements: readonly PgStatement[], more?: Partial<LoweredUnit>) => LoweredUnit;

function dispatch(cx: UnitContext, unit: ScriptUnit, done: Done): LoweredUnit {
  const sql: ExprContext = { unit: cx, sql: true };
  const invalid = invalidNameIn(cx, unit);
  if (invalid) return lowerInvalid(cx, unit, invalid, done);
  switch (unit.kind) {
    case 'QueryStatement':
      cx.before.push(...prepareTemporaryTablesInScript(cx, unit));
      reportGapsOfStars(cx, unit.query);
      return done('query', [
        { kind: 'PgQueryStatement', span: unit.span, query: lowerQuery(sql, unit.query), comments: unit.comments },
      ]);
    case 'Insert':
    case 'MultiTableInsert':
    case 'Update':
    case 'Delete':
    case 'Merge':
      return lowerChange(cx, unit, done, sql);
    case 'AnonymousBlock': {
      const { statement, transactionControl } = lowerAnonymousBlock(cx, unit);
      return done(transactionControl ? 'committing' : 'block', [statement]);
    }
    case 'SqlCall': {
      const { statement, transactionControl } = lowerSqlCall(cx, unit);
      return done(transactionControl ? 'committing' : 'block', [statement]);
    }
    case 'Commit':
      return done('commit', []);
    case 'Rollback':
      if (!unit.to) return done('rollback', []);
      if (setByBlockBefore(cx.analysis, unit, unit.to.name))
        return refuse(savepointInRoutine(unit.span, unit.to.name, 'script'));
      return done('rollback-to', [], { savepoint: unit.to.name });
    case 'Savepoint':
      return done('savepoint', [], { savepoint: unit.name.name });
    case 'SetTransaction':
      return lowerSetTransactionOfScript(cx, unit, done);
    case 'LockTable':
      return lowerTransactional(cx, unit, done);
    case 'CreatePackage':
      return done('ddl', lowerPackage(cx, unit));
    case 'CreatePackageBody':
      return done('ddl', lowerPackageBody(cx, unit));
    case 'CreateRoutine':
      return done('ddl', [...guardedRoutine(cx, unit.routine, unit.comments), ...viewsWithCallee(cx, unit)]);
    case 'BrokenUnit':
      return lowerBroken(cx, unit, done);
    case 'OtherStatement':
      return done(roleOf(unit), lowerOtherStatement(cx, unit));
    default: {
      if (unit.kind === 'CreateTrigger') refuseUncompiled(cx, unit);
      const result = lowerDdl({ ...cx, inProgram: false }, unit);
      return done(roleOf(unit), result.statements, { late: result.late ?? [] });
    }
  }
}

/** In a session the error comes that Oracle raises; an installation goes on without what is not created there. */
function lowerBroken(cx: UnitContext, { failure, span, comments }: BrokenUnit, done: Done): LoweredUnit {
  if (!failure) return done('ddl', [], { refused: 'OP9101' });
  cx.report(notCompiled(span, failure.text));
  if (cx.options.installerBlocks) return done('ddl', [], { refused: notCompiled.code });
  return done('ddl', [raisingStatement(span, failure, comments)]);
}

/** A statement with a name that Oracle does not take, likewise; a view that is forced is there. */
function lowerInvalid(cx: UnitContext, unit: ScriptUnit, { span, failure }: InvalidName, done: Done): LoweredUnit {
  const said = notCompiled(span, failure.text);
  if (cx.options.installerBlocks || (unit.kind === 'CreateView' && unit.force)) return refuse(said);
  cx.report(said);
  return done(roleOf(unit), [raisingStatement(unit.span, failure, unit.comments)]);
}

function lowerSetTransactionOfScript(cx: UnitContext, unit: SetTransaction, done: Done): LoweredUnit {
  const { mode, span, comments } = unit;
  if (mode !== 'READ ONLY' && mode !== 'ISOLATION LEVEL SERIALIZABLE') return lowerTransactional(cx, unit, done);
  const text = mode === 'READ ONLY' ? readOnlyTransaction : serializableTransaction;
  return done('transaction-mode', [{ kind: 'PgFixedStatement', span, text, comments }]);
}

const isConstraintsMode = (unit: ScriptUnit): boolean => unit.kind === 'AlterSession' && setsConstraints(unit);

/** A statement that PL/SQL has, too, as a block of its own. */
function lowerTransactional(cx: UnitContext, unit: SetTransaction | LockTable, done: Done): LoweredUnit {
  const rc = BodyBuilder.start(cx, undefined, unit, undefined);
  return done('dml', [{ kind: 'PgDo', span: unit.span, body: b.block(unit.span, { body: lowerStatement(rc, unit) }) }]);
}

/** A statement that changes rows: a block where it logs errors. */
function lowerChange(cx: UnitContext, unit: DmlStatement, done: Done, sql: ExprContext): LoweredUnit {
  cx.before.push(...prepareTemporaryTablesInScript(cx, unit));
  if (logsErrors(unit)) {
    const rc = BodyBuilder.start(cx, undefined, unit, undefined);
    const body = lowerOneDml(rc, unit);
    const block = b.block(unit.span, { declarations: rc.outermostDeclarations, body });
    return done('dml', [{ kind: 'PgDo', span: unit.span, body: block, comments: unit.comments }]);
  }
  const lowered = lowerDml(sql, unit);
  return done('dml', [
    {
      kind: 'PgDmlStatement',
      span: unit.span,
      statement: lowered.statement,
      comments: unit.comments,
      blankBefore: unit.blankBefore,
    },
  ]);
}
