import type { OracleType } from '../../analyze/types.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { pgTypeOf } from '../types.js';
import type { BodyBuilder } from './body-builder.js';
import { exprContext } from './statements.js';
import { assignTo, directTarget } from './targets.js';

/** Variables that INTO can write to, and the assignments that bring the values to the targets after it. */
export function intoTargets(rc: BodyBuilder, targets: readonly Expr[], types: readonly OracleType[] | undefined): { readonly targets: PgExpr[]; readonly after: PlStatement[] } {
  const after: PlStatement[] = [];
  const ex = exprContext(rc, after);
  const [only] = targets;
  if (targets.length === 1 && only) {
    // One record takes the whole row.
    const type = rc.unit.analysis.typeOf(only);
    if (type.kind === 'record') {
      const direct = directRecord(rc, only);
      if (direct) return { targets: [direct], after };
      const name = rc.fresh('row', pgTypeOf(rc.unit.naming, type, 'variable'));
      after.push(...assignTo(rc, only, b.column(only.span, name), type));
      return { targets: [b.column(only.span, name)], after };
    }
  }
  const lowered = targets.map((target, i) => {
    const own = rc.unit.analysis.typeOf(target);
    const from = types?.[i] ?? own;
    const direct = directTarget(ex, target, from) ?? directVarchar(rc, target, own, from);
    if (direct) return direct;
    const name = rc.fresh('value', pgTypeOf(rc.unit.naming, from.kind === 'unknown' || from.kind === 'null' ? own : from, 'value'));
    after.push(...assignTo(rc, target, b.column(target.span, name), from.kind === 'unknown' || from.kind === 'null' ? own : from));
    return b.column(target.span, name);
  });
  return { targets: lowered, after };
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
