import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { toJson } from '../expressions/conversions/json.js';
import { lowerExpr } from '../expressions/index.js';
import { isNullLiteral } from '../expressions/typing.js';
import { argument, type BuiltinTable, typeOfArgument } from './call.js';

/** The constructor of the data type. (SQL Language Reference, "JSON Type Constructor") */
export const jsonFunctions: BuiltinTable = {
  JSON: (c) => {
    const document = argument(c, 0);
    if (isNullLiteral(document)) return b.cast(c.span, b.null(c.span), pgTypes.jsonb);
    const made = toJson(lowerExpr(c.ex, document), typeOfArgument(c, 0), c.span);
    return made ?? refuse(unsupportedFunction(c.span, 'JSON', 'only the text of a document becomes JSON'));
  },
};
