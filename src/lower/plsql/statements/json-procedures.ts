import { unsupportedStatement } from '../../../diagnostics/op3.js';
import type { CallStatement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { refuse } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { lowerReceiver } from '../../expressions/names/chain.js';
import { jsonPart, jsonPlace } from '../../objects/json-elements.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';

/**
 * PUT, APPEND, REMOVE … as statements. The object is changed where it is; the variable goes on meaning the same one.
 */
export function lowerJsonProcedure(rc: BodyBuilder, s: CallStatement): PlStatement[] {
  const { call, span } = s;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType')
    return refuse(unsupportedStatement(span, 'This call'));
  const { steps } = rc.unit.analysis.resolve(call);
  const step = steps.at(-1);
  if (step?.kind !== 'jsonMethod') return refuse(unsupportedStatement(span, 'This call'));
  const self = lowerReceiver(ex, call);
  const { method, args } = step;
  const done = (name: string, ...given: PgExpr[]): PlStatement[] => [
    ...before,
    b.perform(span, b.ora(span, name, self, ...given)),
  ];
  const jsonNull = b.text(span, 'null');
  switch (method) {
    case 'PUT': {
      const overwrite = args[2] ? [lowerExpr(ex, args[2].value)] : [];
      return done('json_put', jsonPlace(ex, args, method, span), jsonPart(ex, args[1], method, span), ...overwrite);
    }
    case 'PUT_NULL':
      return done('json_put', jsonPlace(ex, args, method, span), jsonNull);
    case 'APPEND':
      return done('json_append', jsonPart(ex, args[0], method, span));
    case 'APPEND_NULL':
      return done('json_append', jsonNull);
    case 'REMOVE':
      return done('json_remove', jsonPlace(ex, args, method, span));
    case 'RENAME_KEY':
      return done('json_rename_key', jsonPlace(ex, args, method, span), jsonPlace(ex, args.slice(1), method, span));
    default:
      return refuse(unsupportedStatement(span, `${method} of a JSON object`));
  }
}
