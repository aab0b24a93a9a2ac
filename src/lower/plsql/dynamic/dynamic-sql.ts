import type { Analysis } from '../../../analyze/analysis.js';
import { isText } from '../../../analyze/model/operators.js';
import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { dynamicSqlAsWritten } from '../../../diagnostics/op3-dynamic.js';
import type { ExecuteImmediate, Expr, IntoClause, OpenFor, UsingArgument } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { lowerExpr } from '../../expressions/index.js';
import { remembered } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { nameHeld, needsHold } from '../cursors/lifetime/held-cursors.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { showsFirstOfMany } from '../effects/failures/first-of-many.js';
import { constantText } from '../effects/texts/constant-text.js';
import { protect } from '../errors/capture.js';
import { refusedWhereItEnds } from '../routines/loud-at-its-end.js';
import { bulkDynamic } from '../statements/into/bulk-dynamic.js';
import { takeFirstDynamicRow } from '../statements/into/first-row.js';
import { intoTargets } from '../statements/into/into.js';
import { wrongCount } from '../statements/into/target-count.js';
import { beforeCommit, implicitCommit } from '../transactions/transactions.js';
import { compileColumns } from './columns-of-the-run.js';
import { compileDynamicArguments, compileForms } from './dynamic-arguments.js';
import { countedRows } from './dynamic-ddl.js';
import { compileDynamicText } from './dynamic-text.js';
import { brokenStatement } from './failures/broken-statement.js';
import { compileTemplate, type Template } from './templates/dynamic-template.js';
import { schemaOfText } from './templates/dynamic-words.js';
import { isNumber } from './templates/number-operands.js';

/**
 * EXECUTE IMMEDIATE: text known at compile time is compiled like any statement; other text is passed on as it is,
 * flagged.
 */
export function lowerExecuteImmediate(rc: BodyBuilder, s: ExecuteImmediate): PlStatement[] {
  const known =
    compileDynamicText(rc, s) ??
    compileDynamicArguments(rc, s) ??
    compileForms(rc, s, lowerExecuteImmediate) ??
    compileColumns(rc, s, lowerExecuteImmediate);
  if (known) return known;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const template = compileTemplate(rc, s, s.text, before);
  if (!template?.exact || !takesAsTheyCome(rc, template, s.into))
    rc.unit.report(
      dynamicSqlAsWritten(s.text.span, constantText(rc.unit, s.text) === undefined ? 'of the run' : 'known'),
    );
  const [text, ...more] = template?.texts ?? [
    b.ora(s.span, 'dynamic_sql', lowerExpr(ex, s.text), ...schemaOfText(rc, s.span)),
  ];
  if (!text) return [];
  const types = s.into && template && typesTaken(rc, template, s.into);
  const given =
    s.into && !types && (template === undefined || template.kind === 'query')
      ? convertedText(rc, text, s.into, template?.types)
      : text;
  const shown = convertedParameters(rc, given, s.using, template);
  const using = template?.using ?? s.using.filter((u) => u.mode !== 'OUT').map((u) => lowerExpr(ex, u.value));
  const into = s.into ?? s.returning;
  const wrong = s.into && wrongCount(rc, template?.width, s.into, s.span);
  if (wrong) return [...before, ...wrong];
  if (into?.bulk) return [...before, ...bulkDynamic(rc, into, shown, using, s.span)];
  const targets = template?.targets ?? into?.targets;
  const many = s.into !== undefined && showsFirstOfMany(rc.unit.analysis, rc, s, s.into.targets);
  const through = many ? 'loop' : 'variables';
  const isAlone = template?.kind === 'query' && template.width === 1 && targets?.length === 1;
  const objects = isAlone ? 'inArray' : 'refused';
  const made = targets ? intoTargets(rc, targets, types ?? template?.givenTypes, { through, objects }) : undefined;
  const taken = made && made.inArray.length > 0 ? asArray(shown) : shown;
  const execute: PlStatement = {
    kind: 'PlExecute',
    span: s.span,
    text: taken,
    into: made && { strict: s.into !== undefined, targets: made.targets },
    using,
  };
  const all = [
    template?.kind === 'call' && mayMeetAnEnd(rc.unit.analysis)
      ? refusedWhereItEnds(s.span, [execute], endsBelow)
      : execute,
    ...more.map((one): PlStatement => ({ kind: 'PlExecute', span: s.span, text: one, using: [] })),
  ].flatMap((one, i) => (rc.readsSqlAttributes && template?.fillsTable === i ? [one, countedRows(rc, s)] : [one]));
  // A query that hands nothing over is not run. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement")
  const idle = template?.kind === 'query' && !into;
  const executed =
    many && made
      ? [
          ...takeFirstDynamicRow(rc, s.span, { text: taken, using, targets: made.targets }, made.after),
          ...countOne(rc, s),
        ]
      : [...all, ...rowCount(rc, s, template), ...(made?.after ?? [])];
  const run = idle ? before : [...before, ...executed];
  // DDL ends the transaction before and after itself, and no sub-block around it takes care of its error.
  if (!statementEffects(rc.unit.analysis, s).transactionControl) return run;
  const commit = implicitCommit(rc, s.span);
  const guarded = rc.mode.kind === 'capture' ? [protect(rc, s.span, run)] : run;
  return [...beforeCommit(rc, s.span), ...commit, ...guarded, ...commit];
}

/** The query of one column as one of arrays, since INTO would spread an object over its attributes. */
const asArray = (text: PgExpr): PgExpr =>
  b.concat(text.span, b.text(text.span, 'select array[o.v] from ('), text, b.text(text.span, ') as o(v)'));

/** Is there a routine that ends the transaction, which a call by name may mean? */
const mayMeetAnEnd = remembered((analysis: Analysis): boolean =>
  analysis.units.some(
    (unit) =>
      (unit.kind === 'CreateRoutine' || unit.kind === 'CreatePackageBody') &&
      nodesOf(unit, 'RoutineDefinition').some((routine) => analysis.effectsWithin(routine).transactionControl),
  ),
);

const endsBelow =
  'OP3060 This call is known at run time only, and a COMMIT or ROLLBACK below it cannot end the transaction.';

/**
 * The text of a query whose columns, of types not known here, go to variables of text or DATE: PL/pgSQL would convert
 * them in its own way.
 *   ora.dynamic_into(text, array['text', ''])
 */
function convertedText(
  rc: BodyBuilder,
  text: PgExpr,
  into: IntoClause,
  given: readonly OracleType[] | undefined,
): PgExpr {
  const types = takingTypes(rc, into);
  if (types.some((type) => ['record', 'unknown', 'collection', 'object', 'refCursor'].includes(type.kind))) return text;
  const kinds = types.map((type, i) => kindOf(type, given?.[i]));
  if (kinds.every((kind) => kind === '')) return text;
  const items = kinds.map((kind) => b.text(text.span, kind));
  return b.ora(text.span, 'dynamic_into', text, { kind: 'PgArray', span: text.span, items });
}

/**
 * The text of a query or of DML that gets texts as parameters, which Oracle converts where the statement needs numbers
 * or dates.
 *   ora.dynamic_given(text), ora.dynamic_given(text, array['text', 'numeric'])
 */
function convertedParameters(
  rc: BodyBuilder,
  text: PgExpr,
  using: readonly UsingArgument[],
  template: Template | undefined,
): PgExpr {
  const { analysis } = rc.unit;
  const { span } = text;
  if (template?.exact || (template && template.kind !== 'query' && template.kind !== 'dml')) return text;
  const values = using.filter((u) => u.mode !== 'OUT').map((u) => u.value);
  const isTextGiven = values.some((value) => {
    const type = analysis.typeOf(value);
    return isText(type) && type.kind !== 'clob';
  });
  if (!isTextGiven) return text;
  if (template && !template.untyped) return b.ora(span, 'dynamic_given', text);
  const types = values.map((value) => b.text(span, parameterType(analysis.typeOf(value))));
  return b.ora(span, 'dynamic_given', text, { kind: 'PgArray', span, items: types });
}

/** The type that PostgreSQL is told for a parameter; of others it finds out by itself. */
function parameterType(type: OracleType): 'text' | 'numeric' | 'timestamp' | 'unknown' {
  if (isText(type)) return 'text';
  if (type.kind === 'number' || type.kind === 'plsInteger') return 'numeric';
  return type.kind === 'date' || type.kind === 'timestamp' ? 'timestamp' : 'unknown';
}

/**
 * What takes the columns: variables, elements, or the fields of a record that the source declares; one of a table's
 * rows has its types.
 */
function takingTypes(rc: BodyBuilder, into: IntoClause): readonly OracleType[] {
  const types = into.targets.map((target) => {
    const type = rc.unit.analysis.typeOf(target);
    return into.bulk && type.kind === 'collection' ? type.collection.element : type;
  });
  const [only] = types;
  return types.length === 1 && only?.kind === 'record' && only.identity.kind === 'declared'
    ? only.fields.map((field) => field.type)
    : types;
}

/** Do the columns go to variables as Oracle converts them? */
function takesAsTheyCome(rc: BodyBuilder, template: Template, into: IntoClause | undefined): boolean {
  if (!into || template.kind !== 'query') return true;
  const { types = [] } = template;
  if (types.length === 0) return true;
  if (!into.bulk) return typesTaken(rc, template, into) !== undefined;
  const taking = takingTypes(rc, into);
  const [only] = taking;
  if (only?.kind === 'record' && taking.length === 1) {
    const { fields } = only;
    return fields.length === types.length && types.every((from, i) => isTakenByField(fields[i]?.type, from));
  }
  return taking.length === types.length && types.every((from, i) => isTaken(taking[i], from));
}

/** The types of the columns, where each is known and has a variable or field, which then takes it like that of static SQL. */
function typesTaken(
  rc: BodyBuilder,
  { kind, types, exact }: Template,
  { targets, bulk }: IntoClause,
): readonly OracleType[] | undefined {
  if (kind !== 'query' || !exact || bulk || !types || types.some((type) => type.kind === 'unknown')) return undefined;
  const [only] = targets;
  const type = targets.length === 1 && only ? rc.unit.analysis.typeOf(only) : undefined;
  const taking = type?.kind === 'record' ? type.fields.length : targets.length;
  return taking === types.length ? types : undefined;
}

/** The rows of a table's type are made of what comes, which is no text where Oracle would make one of it. */
const isTakenByField = (to: OracleType | undefined, from: OracleType): boolean =>
  isTaken(to, from) && (to === undefined || !isText(to) || isText(from));

function isTaken(to: OracleType | undefined, from: OracleType): boolean {
  if (to === undefined || from.kind === 'unknown') return false;
  if (isNumber(to)) return isNumber(from);
  if (to.kind === 'date') return from.kind === 'date';
  return isText(to) && (isText(from) || isNumber(from) || from.kind === 'date');
}

function kindOf(to: OracleType, from: OracleType = { kind: 'unknown' }): '' | 'text' | 'date' | 'date as text' {
  if (to.kind === 'date') return from.kind === 'date' ? '' : 'date';
  if (to.kind !== 'varchar2' && to.kind !== 'char' && to.kind !== 'clob') return '';
  if (from.kind === 'date') return 'date as text';
  return from.kind === 'varchar2' || from.kind === 'clob' ? '' : 'text';
}

/** What SQL%ROWCOUNT is after the statement: DDL has no rows, whatever runs in its place, unless it fills a table. */
function rowCount(rc: BodyBuilder, s: ExecuteImmediate, template: Template | undefined): PlStatement[] {
  if (!rc.readsSqlAttributes || template?.fillsTable !== undefined) return [];
  if (template?.kind === 'ddl') return [b.assign(s.span, b.column(s.span, rc.sqlRowCount()), b.num(s.span, 0))];
  return [countedRows(rc, s)];
}

const countOne = (rc: BodyBuilder, { span }: ExecuteImmediate): PlStatement[] =>
  rc.readsSqlAttributes ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.num(span, 1))] : [];

/** OPEN c FOR text USING …. */
export function lowerDynamicOpen(
  rc: BodyBuilder,
  s: OpenFor,
  textExpr: Expr,
  cursor: { readonly symbol: CursorSymbol | VariableSymbol; readonly name: string; readonly variable: string },
): PlStatement[] {
  const known = constantText(rc.unit, textExpr);
  const broken = known === undefined ? undefined : brokenStatement(rc, s, known, { understood: false });
  if (broken) return broken;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const binds: ExecuteImmediate = { kind: 'ExecuteImmediate', span: s.span, text: textExpr, using: s.using };
  const made = compileTemplate(rc, binds, textExpr, before);
  const template = made?.kind === 'query' ? made : undefined;
  // FETCH converts the columns, whatever they are.
  if (!template?.exact)
    rc.unit.report(dynamicSqlAsWritten(textExpr.span, known === undefined ? 'of the run' : 'known'));
  const given =
    template?.texts[0] ?? b.ora(s.span, 'dynamic_query', lowerExpr(ex, textExpr), ...schemaOfText(rc, s.span));
  const text = convertedParameters(rc, given, s.using, template);
  const using = template?.using ?? s.using.map((u: UsingArgument): PgExpr => lowerExpr(ex, u.value));
  const held = needsHold(rc, cursor.symbol, s.span);
  const open: PlStatement = { kind: 'PlOpen', span: s.span, cursor: cursor.variable, dynamic: { text, using, held } };
  return [...before, ...(held ? [nameHeld(rc, cursor, s.span)] : []), open];
}
