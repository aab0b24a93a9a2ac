import { dynamicSqlUnknown } from '../../diagnostics/op3-dynamic.js';
import { copyAt } from '../../ir/map-tree.js';
import type { Argument, CallStatement, Expr, QueryBody, ScriptUnit } from '../../ir/oracle/index.js';
import type { PgExpr, PgStatement, PlStatement } from '../../ir/postgres/index.js';
import { parseStatementText } from '../../parse/build/index.js';
import { b } from '../builders.js';
import { type ExprContext, Refusal, type UnitContext } from '../context.js';
import { lowerDml } from '../dml/index.js';
import { lowerTo } from '../expressions/index.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { constantText } from '../plsql/effects/constant-text.js';
import { lowerQuery } from '../queries/index.js';
import { within } from '../queries/scope.js';
import { compiledBlock } from './sql-parse-block.js';

/**
 * DBMS_SQL.PARSE: a query, DML or block whose text is known at compile time is compiled, its bind variables kept as `:name`; other text is
 * passed on as it is, flagged. (PL/SQL Packages, "DBMS_SQL")
 */
export function lowerSqlParse(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  args: readonly Argument[],
): PlStatement[] {
  const { span } = s;
  const by = (name: string, position: number): Expr | undefined =>
    args.find((a) => a.name?.name === name)?.value ?? (args[position]?.name ? undefined : args[position]?.value);
  const cursor = by('C', 0);
  const text = by('STATEMENT', 1);
  if (!cursor || !text) return [];
  const known = constantText(rc.unit, text);
  const statement = compiledText(rc.unit, known, text) ?? blockText(rc, known, text);
  if (!statement) rc.unit.report(dynamicSqlUnknown(text.span, known !== undefined));
  const values = [
    lowerTo(ex, cursor, { kind: 'plsInteger' }),
    statement ?? b.ora(text.span, 'dbms_sql_text', lowerTo(ex, text, { kind: 'varchar2' })),
  ];
  const outs = statement ? returnedNames(known) : [];
  if (outs.length > 0)
    values.push(b.num(span, native), { kind: 'PgArray', span, items: outs.map((n) => b.text(span, n)) });
  return [{ kind: 'PlCall', span, name: ['ora', 'dbms_sql_parse'], args: values }];
}

/** DBMS_SQL.NATIVE: what PARSE is told of the language is of no effect. */
const native = 1;

/** The bind variables of RETURNING … INTO, which DBMS_SQL.VARIABLE_VALUE reads. */
function returnedNames(text: string | undefined): readonly string[] {
  const unit = text === undefined ? undefined : parseStatementText(text).unit;
  const into = unit && 'returning' in unit ? unit.returning?.into : undefined;
  return into?.targets.flatMap((t) => (t.kind === 'BindVariable' ? [t.name.toUpperCase()] : [])) ?? [];
}

/** The text of a block. */
function blockText(rc: BodyBuilder, text: string | undefined, expr: Expr): PgExpr | undefined {
  if (text === undefined) return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  if (unit?.kind !== 'AnonymousBlock' || diagnostics.some((d) => d.severity === 'error')) return undefined;
  const statement = compiledBlock(rc, unit, expr.span);
  return statement && { kind: 'PgStatementText', span: expr.span, statement };
}

/** The text of a query or DML in PostgreSQL; undefined where it is not known or not understood. */
export function compiledText(unitContext: UnitContext, text: string | undefined, expr: Expr): PgExpr | undefined {
  if (text === undefined) return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  if (!unit || diagnostics.some((d) => d.severity === 'error')) return undefined;
  const moved = copyAt(withColumnNames(unit, text), expr.span);
  const ex = within({ unit: unitContext, sql: true }, (e) =>
    e.kind === 'BindVariable' ? b.raw(e.span, `:${e.name.toLowerCase()}`) : undefined,
  );
  try {
    const statement = lowered(unitContext, ex, moved);
    return statement && { kind: 'PgStatementText', span: expr.span, statement };
  } catch (error) {
    // Text that cannot be compiled is passed on as text that is not known.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function lowered(
  context: UnitContext,
  ex: ExprContext,
  unit: NonNullable<ReturnType<typeof parseStatementText>['unit']>,
): PgStatement | undefined {
  const { span } = unit;
  switch (unit.kind) {
    case 'QueryStatement':
      context.analysis.addUnit(unit);
      return { kind: 'PgQueryStatement', span, query: lowerQuery(ex, unit.query) };
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge': {
      context.analysis.addUnit(unit);
      const made = lowerDml(ex, withoutTargets(unit));
      const alone = !made.before?.length && !made.after?.length;
      return alone ? { kind: 'PgDmlStatement', span, statement: made.statement } : undefined;
    }
    default:
      return undefined;
  }
}

const pseudocolumns = /^(ROWNUM|LEVEL|SYSDATE|SYSTIMESTAMP|USER|UID|ROWID)$/;

/**
 * A query whose columns have the names that Oracle gives them: a column that is an expression is named by its text, in capitals and without blanks. Of
 * set operations the first query gives the names.
 */
function withColumnNames(unit: ScriptUnit, text: string): ScriptUnit {
  if (unit.kind !== 'QueryStatement') return unit;
  return { ...unit, query: { ...unit.query, body: namedColumns(unit.query.body, text) } };
}

function namedColumns(body: QueryBody, text: string): QueryBody {
  if (body.kind === 'SetOperation') return { ...body, left: namedColumns(body.left, text) };
  if (body.kind === 'Query') return { ...body, body: namedColumns(body.body, text) };
  if (body.kind !== 'Select') return body;
  const items = body.items.map((item) => {
    const { value, span } = item;
    if (item.alias || value.kind === 'Star') return item;
    const isColumn = value.kind === 'Name' && !pseudocolumns.test(value.parts[0]?.name ?? '');
    const name = text.slice(value.span.start, value.span.end).replace(/\s+/g, '').toUpperCase();
    // PostgreSQL's names have no more than 63 bytes.
    if (isColumn || name.length > 63) return item;
    return { ...item, alias: { kind: 'Identifier' as const, span, name, quoted: true } };
  });
  return { ...body, items };
}

/** What the statement returns goes to no variable: the statement hands it back. */
function withoutTargets<S extends ScriptUnit>(statement: S): S {
  if (!('returning' in statement) || !statement.returning) return statement;
  return { ...statement, returning: { ...statement.returning, into: undefined } };
}
