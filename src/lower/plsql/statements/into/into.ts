import { type OracleType, type RecordFieldInfo, unknown } from '../../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../../diagnostics/op3.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PlStatement } from '../../../../ir/postgres/index.js';
import { b, pgTypes } from '../../../builders.js';
import { hasActualSize } from '../../../calls/actual-sizes.js';
import { type ExprContext, refuse } from '../../../context.js';
import { convert } from '../../../expressions/conversions/convert.js';
import { fitText, fitTo, intervalFits, widestInterval } from '../../../expressions/conversions/fit.js';
import { timestampFits } from '../../../expressions/datetime/fit-timestamp.js';
import { rowAs } from '../../../expressions/record-row.js';
import { foldName } from '../../../naming/naming.js';
import { isRowValue, pgTypeOf } from '../../../types.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { directTarget } from '../assignments/direct-target.js';
import { assignTo } from '../assignments/targets.js';

interface IntoOptions {
  /** What becomes of an object among several targets. */
  readonly objects?: 'inArray' | 'refused';
  /** Whether variables may take the values at once, or the statement is a loop over the rows, which are assigned in it. */
  readonly through?: 'variables' | 'temporaries' | 'loop';
  /** The names of the columns, where they are known. */
  readonly names?: readonly string[] | undefined;
}

/** Variables that INTO can write to, and the assignments that bring the values to the targets after it. */
export function intoTargets(
  rc: BodyBuilder,
  targets: readonly Expr[],
  types: readonly OracleType[] | undefined,
  { objects = 'refused', through = 'variables', names }: IntoOptions = {},
): { readonly targets: PgExpr[]; readonly after: PlStatement[]; readonly inArray: readonly number[] } {
  const after: PlStatement[] = [];
  const inArray: number[] = [];
  const ex = exprContext(rc, after);
  const [only] = targets;
  if (targets.length === 1 && only) {
    // One record takes the whole row.
    const type = rc.unit.analysis.typeOf(only);
    if (type.kind === 'record') {
      if ((names && !hasFieldNames(type, names)) || convertsFields(rc, type, types))
        return intoFields(rc, only, type, types);
      const direct = through === 'variables' ? directRecord(rc, only) : undefined;
      if (direct) return { targets: [direct], after, inArray };
      const name = rc.temporary(
        'row',
        through === 'loop' ? pgTypes.record : pgTypeOf(rc.unit.naming, type, 'variable'),
      );
      after.push(
        ...(through === 'loop' ? ofLoop(rc, only, name, type) : assignTo(rc, only, b.column(only.span, name), type)),
      );
      return { targets: [b.column(only.span, name)], after, inArray };
    }
  }
  const lowered = targets.map((target, i) => {
    const own = rc.unit.analysis.typeOf(target);
    const from = sourceType(own, types?.[i]);
    if (own.kind === 'refCursor') after.push(...rc.cursors.handedOver(target));
    if (isRowValue(rc.unit.naming, own)) {
      // INTO would spread the columns of the row over the attributes, so the object comes as the only element of an
      // array.
      if (objects === 'refused')
        return refuse(
          unsupportedStatement(
            target.span,
            `INTO ${own.kind === 'object' ? 'an object variable' : 'a collection'} in this statement`,
          ),
        );
      const list = b.column(
        target.span,
        rc.temporary('object', pgTypes.arrayOf(pgTypeOf(rc.unit.naming, own, 'variable'))),
      );
      after.push(...assignTo(rc, target, b.subscript(target.span, list, b.num(target.span, 1)), own));
      inArray.push(i);
      return list;
    }
    const direct = directTarget(ex, target, from) ?? directText(rc, target, own, from);
    if (direct && through === 'variables') return direct;
    const name = rc.temporary('value', pgTypeOf(rc.unit.naming, from, 'value'));
    after.push(...assignTo(rc, target, b.column(target.span, name), from));
    return b.column(target.span, name);
  });
  return { targets: lowered, after, inArray };
}

/**
 * The record of a loop over the rows goes to the target. What does not fit a field fails in an assignment, which is
 * ORA-06502, not in the query. (error_code.sql)
 */
function ofLoop(rc: BodyBuilder, target: Expr, name: string, type: OracleType): PlStatement[] {
  const { span } = target;
  const row = b.column(span, name);
  if (directRecord(rc, target)) return assignTo(rc, target, row, type);
  // PL/pgSQL casts no record of an unknown type to a field's type.
  const typed = b.column(span, rc.temporary('row', pgTypeOf(rc.unit.naming, type, 'variable')));
  return [b.assign(span, typed, row), ...assignTo(rc, target, typed, type)];
}

/** A row of a cursor is a record of PL/pgSQL, which takes its fields from what is put into it. */
function hasFieldNames(type: OracleType & { kind: 'record' }, names: readonly string[]): boolean {
  if (type.identity.kind !== 'cursor' && type.identity.kind !== 'query') return true;
  return type.fields.every((f, i) => f.name === names[i]);
}

/** Is the only target a record whose fields have other names than the row, or do not take its values as they are? */
export function takesFieldByField(
  rc: BodyBuilder,
  targets: readonly Expr[],
  names: readonly string[],
  types: readonly OracleType[] | undefined,
): boolean {
  const [only] = targets;
  const type = targets.length === 1 && only ? rc.unit.analysis.typeOf(only) : undefined;
  return type?.kind === 'record' && (!hasFieldNames(type, names) || convertsFields(rc, type, types));
}

/**
 * Is there a value that goes into its field by Oracle's conversion, or with a check, which PL/pgSQL's own assignment of
 * the row is not?
 */
function convertsFields(
  rc: BodyBuilder,
  { fields }: OracleType & { kind: 'record' },
  types: readonly OracleType[] | undefined,
): boolean {
  if (types ? types.length !== fields.length : !fields.some((f) => f.notNull || !takesAsIs(f.type, unknown)))
    return false;
  // PL/pgSQL takes no composite variable as one of several targets.
  if (fields.some(({ type }) => type.kind === 'record' || isRowValue(rc.unit.naming, type))) return false;
  return fields.some(({ type, notNull }, i) => notNull === true || !takesAsIs(type, types?.[i] ?? unknown));
}

/**
 * What a value that is read for a target of the type comes as: where that is not known, as the target's own type, which
 * then holds it to nothing more.
 */
export function sourceType(own: OracleType, given: OracleType | undefined): OracleType {
  if (given && given.kind !== 'unknown' && given.kind !== 'null') return given;
  if (isHeldToRange(own) || own.kind === 'number') return { kind: 'number' };
  if (own.kind === 'intervalDayToSecond' || own.kind === 'intervalYearToMonth') return widestInterval(own);
  return own.kind === 'char' && given?.kind !== 'null' ? { kind: 'varchar2' } : own;
}

/** NATURAL, SIGNTYPE and the like: PL/pgSQL knows their variables as mere integers. */
export const isHeldToRange = (type: OracleType): boolean =>
  type.kind === 'plsInteger' && (type.low !== undefined || type.high !== undefined || type.notNull === true);

/** Does a variable of the type take the value as it is, by PL/pgSQL's assignment? */
export function takesAsIs(to: OracleType, from: OracleType): boolean {
  if ([to, from].some(({ kind }) => kind === 'unknown' || kind === 'null'))
    return !isHeldToRange(to) && (to.kind !== 'char' || from.kind === 'null');
  switch (to.kind) {
    case 'varchar2':
      return (
        (from.kind === 'varchar2' || from.kind === 'char') &&
        (to.length === undefined || (from.length !== undefined && from.length <= to.length))
      );
    case 'clob':
      return from.kind === 'clob' || from.kind === 'varchar2';
    case 'char':
      return from.kind === 'char' && from.length === to.length;
    case 'raw':
      return (
        from.kind === 'raw' && (to.length === undefined || (from.length !== undefined && from.length <= to.length))
      );
    case 'number':
      return (
        from.kind === 'plsInteger' || (from.kind === 'number' && (to.digits === undefined || to.digits === from.digits))
      );
    case 'plsInteger':
      if (to.notNull === true && !(from.kind === 'plsInteger' && from.notNull === true)) return false;
      if (from.kind === 'plsInteger' && from.low === to.low && from.high === to.high) return true;
      return from.kind === 'number' && to.low === undefined && to.high === undefined;
    case 'timestamp':
      return from.kind === 'timestamp' && from.zone === to.zone && timestampFits(from, to);
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
      return from.kind === to.kind && intervalFits(from, to);
    default:
      return from.kind === to.kind;
  }
}

/**
 * The values of a row go to the fields in order: `select value as nm, value_2 as annual into r`, or `r := row(value,
 * value_2)::t`.
 */
function intoFields(
  rc: BodyBuilder,
  target: Expr,
  type: OracleType & { kind: 'record' },
  types: readonly OracleType[] | undefined,
): ReturnType<typeof intoTargets> {
  const { span } = target;
  const values = type.fields.map((field, i) => {
    const own = sourceType(field.type, types?.[i]);
    return { field, own, column: b.column(span, rc.temporary('value', pgTypeOf(rc.unit.naming, own, 'value'))) };
  });
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const fitted = values.map(({ field, own, column }) => fitField(ex, column, own, field));
  const targets = values.map((v) => v.column);
  if (type.identity.kind === 'declared' || type.identity.kind === 'table') {
    const row = rowAs(type, fitted, pgTypeOf(rc.unit.naming, type, 'variable'), span);
    return { targets, after: [...before, ...assignTo(rc, target, row, type)], inArray: [] };
  }
  const record = b.column(span, rc.fresh('row', pgTypes.record));
  const items = values.map(({ field }, i) => ({
    kind: 'PgSelectItem' as const,
    span,
    value: b.cast(span, fitted[i] ?? b.null(span), pgTypeOf(rc.unit.naming, field.type, 'value')),
    alias: foldName(field.name),
  }));
  const query = b.select(span, { items, into: { strict: false, targets: [record] } });
  const after: PlStatement[] = [{ kind: 'PlSelectInto', span, query }, ...assignTo(rc, target, record, type)];
  return { targets, after: [...before, ...after], inArray: [] };
}

/**
 * The value as one of the field's type: the cast of the row to the record's type would cut what is too long, and does
 * not know NOT NULL.
 */
export function fitField(
  ex: ExprContext,
  value: PgExpr,
  from: OracleType,
  { type: to, notNull }: RecordFieldInfo,
  check: 'fit' | 'fit_fetched' = 'fit',
): PgExpr {
  const { span } = value;
  const converted = convert(ex, value, { from, to, span });
  const fitted =
    to.kind === 'varchar2' && to.length !== undefined
      ? fitText(converted, { from, length: to.length, span, check })
      : fitTo(ex, converted, { from, to, span });
  if (!notNull) return fitted;
  return b.ora(span, 'fit_not_null', b.cast(span, fitted, pgTypeOf(ex.unit.naming, to, 'value')));
}

function directRecord(rc: BodyBuilder, target: Expr): PgExpr | undefined {
  if (target.kind !== 'Name') return undefined;
  const { base, steps } = rc.unit.analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0 || base.variable.storage === 'package') return undefined;
  return rc.variable(base.variable, { sql: false });
}

/**
 * Text into a varchar(n) variable no shorter than the source can be: PL/pgSQL checks the length itself, but for
 * trailing blanks. CHAR into CHAR of the same length: it has its blanks already.
 */
function directText(rc: BodyBuilder, target: Expr, own: OracleType, from: OracleType): PgExpr | undefined {
  if (own.kind === 'char')
    return from.kind === 'char' && own.length !== undefined && own.length === from.length
      ? directRecord(rc, target)
      : undefined;
  if (own.kind !== 'varchar2' || from.kind !== 'varchar2') return undefined;
  if (own.length === undefined || from.length === undefined || own.length < from.length) return undefined;
  if (hasActualSize({ unit: rc.unit, sql: false, routine: rc }, target)) return undefined;
  return directRecord(rc, target);
}

/** The query with the items that go to objects as arrays. */
export function withArrays(query: PgSelect, indexes: readonly number[]): PgSelect {
  if (indexes.length === 0) return query;
  const { body } = query;
  if (body.kind !== 'PgSelectCore')
    return refuse(unsupportedStatement(query.span, 'INTO an object variable from this query'));
  const items = body.items.map((item, i) =>
    indexes.includes(i) && item.value.kind !== 'PgStar' ? { ...item, value: b.array(item.span, item.value) } : item,
  );
  return { ...query, body: { ...body, items } };
}
