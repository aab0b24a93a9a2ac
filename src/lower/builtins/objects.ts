import { unsupportedExpression, unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { keepingGaps, withoutGaps } from '../collections/gaps/split.js';
import { distinctElements } from '../collections/operators.js';
import { refuse } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { typeOf } from '../expressions/typing.js';
import { dereferenced } from '../objects/references.js';
import { ofUnknown } from '../unresolved/missing.js';
import { argument, type BuiltinCall, type BuiltinTable } from './call.js';
import { refused } from './refused.js';

/** The elements of the first argument. */
function collection(c: BuiltinCall): PgExpr {
  const given = argument(c, 0);
  const type = typeOf(c.ex, given);
  if (type.kind === 'unknown')
    return refuse(ofUnknown(type, unsupportedExpression(c.span, `${c.name} of what is not known as a collection`)));
  return withoutGaps(c.ex, type, lowerExpr(c.ex, given));
}

/**
 * Collections and references to objects. (SQL Language Reference, "Collection Functions", "Object Reference Functions")
 */
export const objectFunctions: BuiltinTable = {
  CARDINALITY: (c) => b.call(c.span, 'cardinality', collection(c)),
  SET: (c) => {
    const type = typeOf(c.ex, argument(c, 0));
    const elements = distinctElements(c.ex, type, collection(c), c.span);
    return type.kind === 'collection' && c.ex.unit.naming.keepsGaps(type.collection)
      ? keepingGaps(c.ex.unit, type.collection, elements)
      : elements;
  },
  POWERMULTISET: refused('sets of sets have no counterpart'),
  POWERMULTISET_BY_CARDINALITY: refused('sets of sets have no counterpart'),
  DEREF: (c) => {
    const ref = argument(c, 0);
    const type = c.ex.unit.analysis.typeOf(ref);
    return type.kind === 'ref'
      ? dereferenced(c.ex, lowerExpr(c.ex, ref), type, c.span)
      : refuse(unsupportedFunction(c.span, c.name, 'its argument is not known as a REF'));
  },
  REF: refused('references to objects have no counterpart'),
  MAKE_REF: refused('references to objects have no counterpart'),
  REFTOHEX: refused('references to objects have no counterpart'),
  VALUE: (c) => lowerExpr(c.ex, argument(c, 0)),
};
