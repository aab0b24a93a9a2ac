import type { OracleType } from '../../analyze/types.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PlStatement } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { pgTypeOf } from '../types.js';
import type { BodyBuilder } from './body-builder.js';
import { exprContext } from './statements.js';
import { assignTo, directTarget } from './targets.js';

/** Variables that INTO can write to, and the assignments that bring the values to the targets after it. */
export function intoTargets(
  rc: BodyBuilder,
  targets: readonly Expr[],
  types: readonly OracleType[] | undefined,
  objects: 'inArray' | 'refused' = 'refused',
  through: 'variables' | 'temporaries' = 'variables',
): { readonly targets: PgExpr[]; readonly after: PlStatement[]; readonly inArray: readonly number[] } {
  const after: PlStatement[] = [];
  const inArray: number[] = [];
  const ex = exprContext(rc, after);
  const [only] = targets;
  if (targets.length === 1 && only) {
    // One record takes the whole row.
    const type = rc.unit.analysis.typeOf(only);
    if (type.kind === 'record') {
      const direct = through === 'variables' ? directRecord(rc, only) : undefined;
      if (direct) return { targets: [direct], after, inArray };
      const name = rc.fresh('row', pgTypeOf(rc.unit.naming, type, 'variable'));
      after.push(...assignTo(rc, only, b.column(only.span, name), type));
      return { targets: [b.column(only.span, name)], after, inArray };
    }
  }
  const lowered = targets.map((target, i) => {
    const own = rc.unit.analysis.typeOf(target);
    const from = types?.[i] ?? own;
    if (own.kind === 'object') {
      // INTO would spread the columns of the row over the attributes, so the object comes as the only element of an array.
      if (objects === 'refused')
        return refuse(unsupportedStatement(target.span, 'INTO an object variable in this statement'));
      const list = b.column(
        target.span,
        rc.fresh('object', pgTypes.arrayOf(pgTypeOf(rc.unit.naming, own, 'variable'))),
      );
      after.push(...assignTo(rc, target, b.subscript(target.span, list, b.num(target.span, 1)), own));
      inArray.push(i);
      return list;
    }
    const direct = directTarget(ex, target, from) ?? directVarchar(rc, target, own, from);
    if (direct && through === 'variables') return direct;
    const name = rc.fresh(
      'value',
      pgTypeOf(rc.unit.naming, from.kind === 'unknown' || from.kind === 'null' ? own : from, 'value'),
    );
    after.push(
      ...assignTo(
        rc,
        target,
        b.column(target.span, name),
        from.kind === 'unknown' || from.kind === 'null' ? own : from,
      ),
    );
    return b.column(target.span, name);
  });
  return { targets: lowered, after, inArray };
}

function directRecord(rc: BodyBuilder, target: Expr): PgExpr | undefined {
  if (target.kind !== 'Name') return undefined;
  const { base, steps } = rc.unit.analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0 || base.variable.storage === 'package') return undefined;
  return rc.variable(base.variable, false);
}

/** Text into a varchar(n) variable no shorter than the source can be: PL/pgSQL checks the length itself, but for trailing blanks. */
function directVarchar(rc: BodyBuilder, target: Expr, own: OracleType, from: OracleType): PgExpr | undefined {
  if (own.kind !== 'varchar2' || from.kind !== 'varchar2' || target.kind !== 'Name') return undefined;
  if (own.length === undefined || from.length === undefined || own.length < from.length) return undefined;
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
