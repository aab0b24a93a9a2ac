import type { Analysis } from '../../analyze/analysis.js';
import { dynamicSqlAsWritten } from '../../diagnostics/op3-dynamic.js';
import { argumentsNamed } from '../../ir/arguments-named.js';
import { copyInto } from '../../ir/map-tree.js';
import type { Argument, CallStatement, Expr, ScriptUnit } from '../../ir/oracle/index.js';
import { bareText, type OracleFailure } from '../../ir/oracle-failure.js';
import type { PgExpr, PgStatement, PlStatement } from '../../ir/postgres/index.js';
import { parseStatementText } from '../../parse/build/index.js';
import { hasDirectives } from '../../parse/build/plsql/block-text.js';
import { procedureName } from '../../rewrite/texts/parsed-blocks.js';
import { withoutComments } from '../../source/tokens/without-comments.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, Refusal, type UnitContext } from '../context.js';
import { literal } from '../ddl/names.js';
import { lowerDml } from '../dml/index.js';
import { lowerTo } from '../expressions/index.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { chosenAmong, severalForms } from '../plsql/dynamic/chosen-text.js';
import { brokenText } from '../plsql/dynamic/failures/broken-statement.js';
import { invalidDml, invalidQuery } from '../plsql/dynamic/failures/invalid-query.js';
import { constantText } from '../plsql/effects/texts/constant-text.js';
import { lowerQuery } from '../queries/index.js';
import { within } from '../queries/scope.js';
import { withColumnNames } from '../queries/select-list/column-names.js';
import { liftedRoutine } from './lifted-routine.js';
import { blockWithBinds } from './sql-parse-block.js';

/**
 * DBMS_SQL.PARSE: a query, DML or block whose text is known at compile time is compiled, its bind variables kept as
 * `:name`; other text is passed on as it is, flagged. (PL/SQL Packages, "DBMS_SQL")
 */
export function lowerSqlParse(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  args: readonly Argument[],
): PlStatement[] {
  const { span } = s;
  const by = argumentsNamed(args);
  const cursor = by('C', 0);
  const text = by('STATEMENT', 1);
  if (!cursor || !text) return [];
  const known = constantText(rc.unit, text);
  const before: PlStatement[] = [];
  const statement =
    callText(rc, known, text) ??
    compiledText(rc.unit, known, text) ??
    blockText(rc, known, text) ??
    oneOfTexts(rc, text, before);
  if (!statement) rc.unit.report(dynamicSqlAsWritten(text.span, known === undefined ? 'of the run' : 'known'));
  const values = [
    lowerTo(ex, cursor, { kind: 'plsInteger' }),
    statement ?? b.ora(text.span, 'dbms_sql_text', lowerTo(ex, text, { kind: 'varchar2' })),
  ];
  const outs = statement ? returnedNames(known) : [];
  if (outs.length > 0)
    values.push(b.num(span, native), { kind: 'PgArray', span, items: outs.map((n) => b.text(span, n)) });
  return [...before, { kind: 'PlCall', span, name: ['ora', 'dbms_sql_parse'], args: values }];
}

/** A text that conditions have put together: each that it may be is compiled, and chosen by what the run has made. */
function oneOfTexts(rc: BodyBuilder, text: Expr, before: PlStatement[]): PgExpr | undefined {
  const chosen = chosenAmong(rc, text, severalForms(rc, text), (inner, form) =>
    form.kind === 'StringLiteral' && returnedNames(form.value).length === 0
      ? compiledText(inner.unit, form.value, text)
      : undefined,
  );
  if (!chosen) return undefined;
  before.push(...chosen.before);
  return b.caseWhen(
    text.span,
    chosen.branches.map(({ condition, made }) => ({ when: condition, then: made })),
  );
}

/** DBMS_SQL.NATIVE: what PARSE is told of the language is of no effect. */
const native = 1;

/** The bind variables of RETURNING … INTO, which DBMS_SQL.VARIABLE_VALUE reads. */
function returnedNames(text: string | undefined): readonly string[] {
  const unit = text === undefined ? undefined : parseStatementText(text).unit;
  const into = unit && 'returning' in unit ? unit.returning?.into : undefined;
  return into?.targets.flatMap((t) => (t.kind === 'BindVariable' ? [t.name.toUpperCase()] : [])) ?? [];
}

/**
 * The call of the procedure that the block became, which is created before the unit (rewrite/texts/parsed-blocks.ts);
 * undefined where it ends transactions, which no text can here.
 */
function callText(rc: BodyBuilder, text: string | undefined, expr: Expr): PgExpr | undefined {
  const { analysis } = rc.unit;
  const name = text === undefined ? undefined : procedureName(text, analysis.ownerAt(expr.span));
  const symbol = name === undefined ? undefined : analysis.catalog.routines.find((r) => r.name === name);
  if (!symbol?.definition || analysis.effectsOf(symbol).transactionControl) return undefined;
  return b.text(expr.span, `do ${literal(`begin call ${liftedRoutine(rc.unit, symbol, symbol.definition)}(); end`)}`);
}

/** The text of a block. */
function blockText(rc: BodyBuilder, text: string | undefined, expr: Expr): PgExpr | undefined {
  if (text === undefined || hasDirectives(text)) return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  if (unit?.kind !== 'AnonymousBlock' || diagnostics.some((d) => d.severity === 'error')) return undefined;
  const statement = blockWithBinds(rc, unit, text, expr.span);
  return statement && { kind: 'PgStatementText', span: expr.span, statement };
}

/** The text of a query or DML in PostgreSQL; undefined where it is not known or not understood. */
export function compiledText(unitContext: UnitContext, text: string | undefined, expr: Expr): PgExpr | undefined {
  if (text === undefined) return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  const understood = unit !== undefined && diagnostics.every((d) => d.severity !== 'error');
  const broken = isStatement.test(withoutComments(text)) ? brokenText(text, { understood }) : undefined;
  if (broken) return raising(expr, broken);
  if (!understood) return undefined;
  const moved = copyInto(withColumnNames(unit, text), text, expr.span);
  const ex = within({ unit: unitContext, sql: true }, (e) =>
    e.kind === 'BindVariable' ? b.raw(e.span, `:${e.name.toLowerCase()}`) : undefined,
  );
  try {
    const invalid = invalidText(unitContext.analysis, moved);
    if (invalid) return raising(expr, invalid);
    const statement = lowered(ex, moved);
    return statement && { kind: 'PgStatementText', span: expr.span, statement };
  } catch (error) {
    // Text that cannot be compiled is passed on as text that is not known.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const isStatement = /^\s*(?:select|with|insert|update|delete|merge)\b/i;

/** What Oracle does not take, though it is written as a statement. */
function invalidText(analysis: Analysis, unit: ScriptUnit): OracleFailure | undefined {
  switch (unit.kind) {
    case 'QueryStatement':
      analysis.addUnit(unit);
      return invalidQuery(analysis, unit.query);
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge':
      analysis.addUnit(unit);
      return invalidDml(analysis, unit);
    default:
      return undefined;
  }
}

/** PARSE fails: the error in the place of the text. */
const raising = ({ span }: Expr, failure: OracleFailure): PgExpr =>
  b.ora(
    span,
    'raise',
    b.num(span, failure.code),
    b.text(span, bareText(failure)),
    b.cast(span, b.null(span), pgTypes.text),
  );

function lowered(
  ex: ExprContext,
  unit: NonNullable<ReturnType<typeof parseStatementText>['unit']>,
): PgStatement | undefined {
  const { span } = unit;
  switch (unit.kind) {
    case 'QueryStatement':
      return { kind: 'PgQueryStatement', span, query: lowerQuery(ex, unit.query) };
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge': {
      const made = lowerDml(ex, withoutTargets(unit));
      const alone = !made.before?.length && !made.after?.length;
      return alone ? { kind: 'PgDmlStatement', span, statement: made.statement } : undefined;
    }
    default:
      return undefined;
  }
}

/** What the statement returns goes to no variable: the statement hands it back. */
function withoutTargets<S extends ScriptUnit>(statement: S): S {
  if (!('returning' in statement) || !statement.returning) return statement;
  return { ...statement, returning: { ...statement.returning, into: undefined } };
}
