import { typeBodyWithoutType } from '../../../diagnostics/op1-types.js';
import type { CreateTypeBody } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { guardedMethod } from '../../plsql/routines/guarded-routine.js';
import { written } from '../names.js';

/** CREATE TYPE BODY: each method is a routine `type__method`. */
export function lowerCreateTypeBody(unit: UnitContext, node: CreateTypeBody): PgStatement[] {
  if (unit.analysis.declared(node)?.kind !== 'objectType') {
    unit.report(typeBodyWithoutType(node.name.span, written(node.name)));
    return [];
  }
  return node.methods.flatMap((method) => {
    const symbol = unit.analysis.declaredBy(method);
    if (symbol?.kind !== 'routine') return [];
    return guardedMethod(unit, symbol, method);
  });
}
