import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { dynamicSqlAsWritten } from '../../../diagnostics/op3-dynamic.js';
import { lastName } from '../../../ir/dotted.js';
import { operandsOf } from '../../../ir/literals.js';
import type { ExecuteImmediate, Expr, QualifiedName, ScriptUnit } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { regclassText, relationNamed } from '../../ddl/names.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { inUnit } from '../body/derived-context.js';
import { exprContext } from '../body/expr-context.js';
import { callsForEffect } from '../effects/calls-for-effect.js';
import { chosenStatements, concatenation } from './chosen-text.js';
import { type Hole, isNumberHole, word } from './templates/dynamic-words.js';
import { type NamedText, namedText } from './templates/named-text.js';

/*
 * Dynamic SQL in which the run gives the name of a column of a table of the inputs:
 *   execute immediate 'update emp set ' || p_column || ' = :v where empno = :id' using p_value, p_id
 * Where nothing but one name can stand there the statement is converted for each column of the table, and the name chooses.
 */

/** More columns than these would make too much of one statement. */
const mostColumns = 25;

/**
 * A statement for each column that a word may name; undefined where a word may be anything else, or where one of the
 * statements would be executed as it is written.
 */
export function compileColumns(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  execute: (inner: BodyBuilder, form: ExecuteImmediate) => PlStatement[],
): PlStatement[] | undefined {
  const { span } = s.text;
  const named = namedText(
    rc,
    { binds: s, span, parts: piecesOf(rc, s.text), isHead: false },
    { besideOperators: true },
  );
  const found = named && columnOfTheRun(rc, named);
  if (!named || !found) return undefined;
  const reported: Diagnostic[] = [];
  const branches: { condition: PgExpr; made: readonly PlStatement[] }[] = [];
  const chosen = b.column(span, rc.fresh('column_name', pgTypes.text));
  for (const { name } of found.columns) {
    const own: Diagnostic[] = [];
    const inner = inUnit(rc, { ...rc.unit, report: (d) => own.push(d) });
    const form = { ...s, text: concatenation(span, withColumn(named, found, name)) };
    const made = execute(inner, form);
    if (own.some((d) => d.severity === 'error' || d.code === dynamicSqlAsWritten.code)) return undefined;
    reported.push(...own);
    branches.push({
      condition: b.eq(span, chosen, b.text(span, name)),
      made: made.length > 0 ? made : [b.nothing(span)],
    });
  }
  for (const d of withoutRepetition(reported)) rc.unit.report(d);
  const before: PlStatement[] = [];
  const { beginning, end } = found.around;
  const middle = word(exprContext(rc, before), found.hole.value, 'text');
  const given = b.ora(
    span,
    'dynamic_column',
    beginning + end === '' ? middle : b.call(span, 'concat', b.text(span, beginning), middle, b.text(span, end)),
    b.text(span, regclassText(rc.unit.naming.of(found.relation))),
    b.boolean(span, found.isTarget),
    ...found.columns.map(({ name }) => b.text(span, name)),
  );
  return [...chosenStatements(span, { before: [...before, b.assign(span, chosen, given)], branches })];
}

/** The text in pieces, as far as they are known. */
function piecesOf(rc: BodyBuilder, text: Expr): readonly (string | Expr)[] {
  const { analysis } = rc.unit;
  const [form, ...others] = analysis.textForms(text) ?? [];
  return (others.length === 0 ? form : undefined) ?? analysis.dynamicText(text)?.parts ?? operandsOf(text);
}

interface Around {
  readonly beginning: string;
  readonly end: string;
}

interface ColumnOfTheRun {
  readonly hole: Hole;
  readonly relation: RelationSymbol;
  readonly columns: readonly ColumnInfo[];
  /** What the text has of the name on both sides of the word: `'set q' || i || ' = 1'`. */
  readonly around: Around;
  /** Does it stand where columns are written? */
  readonly isTarget: boolean;
}

/** The word that names a column of the only table of the statement. */
function columnOfTheRun(rc: BodyBuilder, { bound, holes, text }: NamedText): ColumnOfTheRun | undefined {
  const [hole, ...others] = holes.filter((h) => !h.inLiteral && !isNumberHole(h));
  const [table, ...more] = nodesOf(bound, 'TableRef');
  if (!hole || others.length > 0 || !table || more.length > 0) return undefined;
  if (callsForEffect(exprContext(rc, []), hole.value)) return undefined;
  const relation = relationNamed(rc.unit, table.name);
  if (relation?.relation !== 'table' || relation.external || relation.temporary || relation.ofType) return undefined;
  const around = partsAround(text, hole);
  if (!around) return undefined;
  const beginning = around.beginning.toUpperCase();
  const end = around.end.toUpperCase();
  const columns = relation.columns.filter(
    ({ name }) => name.startsWith(beginning) && name.endsWith(end) && name.length > (beginning + end).length,
  );
  const isWhole = relation.columns.every((c) => !(c.hidden || c.gone || c.moved || c.maybeRefused));
  if (!isWhole || columns.length === 0 || columns.length > mostColumns) return undefined;
  const name = beginning + hole.name.toUpperCase() + end;
  const isTarget = columnsWritten(bound).some((column) => column.parts.length === 1 && lastName(column) === name);
  if (!isTarget && !isCheckedName(rc, hole.value) && !(beginning !== '' && isNumeric(rc, hole.value))) return undefined;
  return isTarget || isColumnAlone(bound, name) ? { hole, relation, columns, around, isTarget } : undefined;
}

/** The parts of the name around the word, the same wherever it stands. */
function partsAround(text: string, { name }: Hole): Around | undefined {
  const [first, ...others] = [...text.matchAll(new RegExp(`([\\w$#]*)${name}([\\w$#]*)`, 'g'))].map(
    ([, beginning = '', end = '']) => ({ beginning, end }),
  );
  return others.every((other) => other.beginning === first?.beginning && other.end === first.end) ? first : undefined;
}

const isNumeric = ({ unit: { analysis } }: BodyBuilder, value: Expr): boolean =>
  ['number', 'plsInteger'].includes(analysis.typeOf(value).kind);

/** The columns that SET and the list of INSERT name, each of which gets one value. */
function columnsWritten(bound: ScriptUnit): readonly QualifiedName[] {
  if (bound.kind === 'Update') return bound.set.flatMap((item) => (item.kind === 'SetColumn' ? [item.column] : []));
  if (bound.kind !== 'Insert' || bound.source.kind !== 'ValuesSource' || bound.source.record) return [];
  const { columns = [], source } = bound;
  return source.rows.every((row) => row.length === columns.length) ? columns : [];
}

/** Does the word stand for nothing but columns in expressions? */
function isColumnAlone(bound: ScriptUnit, column: string): boolean {
  const callees = new Set<object>(nodesOf(bound, 'Call').map((call) => call.callee));
  const names = nodesOf(bound, 'Name').filter((name) => name.parts.some((part) => part.name === column));
  return names.length > 0 && names.every((name) => name.parts.length === 1 && !callees.has(name));
}

/** `DBMS_ASSERT.SIMPLE_SQL_NAME(p)`, which is a name or fails. */
function isCheckedName(rc: BodyBuilder, value: Expr): boolean {
  if (value.kind !== 'Call') return false;
  const { base, steps } = rc.unit.analysis.resolve(value);
  return (
    base.kind === 'supplied' &&
    steps.length === 0 &&
    base.package === 'DBMS_ASSERT' &&
    /^(?:SIMPLE_SQL_NAME|ENQUOTE_NAME)$/.test(base.member)
  );
}

/** The text with the name of the column in the place of the word, and of what stands around that. */
function withColumn(
  { text, holes }: NamedText,
  { hole: column, around: { beginning, end } }: ColumnOfTheRun,
  name: string,
): readonly (string | Expr)[] {
  const written = /^[A-Z][A-Z0-9_$#]*$/.test(name) ? name : `"${name}"`;
  const whole = text.replaceAll(beginning + column.name + end, column.name);
  return whole.split(new RegExp(`(${holes.map((h) => h.name).join('|')})`)).map((piece) => {
    const hole = holes.find((h) => h.name === piece);
    return hole ? (hole === column ? written : hole.value) : piece;
  });
}

/** Each finding once: what is said of the columns is mostly said of all of them. */
function withoutRepetition(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return found.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
