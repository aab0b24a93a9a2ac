import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import type { NamedFunctionSyntax } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerExpr } from '../index.js';
import { typeOf } from '../typing.js';
import { jsonArray, jsonArrayOfRows, jsonObject, jsonObjectOfRows, jsonOf, scalarAsJson } from './generation.js';
import {
  documentText,
  jsonDotFunction,
  jsonEqual,
  jsonExists,
  jsonMergePatch,
  jsonQuery,
  jsonSerialize,
  jsonValue,
} from './reading.js';
import { lowerJsonTransform } from './transform.js';

/** JSON functions: those that make JSON (generation.ts) and those that read it (reading.ts). */
export function lowerJsonFunction(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  switch (node.name) {
    case 'JSON_OBJECT':
      return jsonObject(ex, node);
    case 'JSON_ARRAY':
      return jsonArray(ex, node);
    case 'JSON_ARRAYAGG':
      return jsonArrayOfRows(ex, node);
    case 'JSON_OBJECTAGG':
      return jsonObjectOfRows(ex, node);
    case 'JSON_VALUE':
      return jsonValue(ex, node);
    case 'JSON_QUERY':
      return jsonQuery(ex, node);
    case 'JSON_EXISTS':
      return jsonExists(ex, node);
    case 'JSON_EQUAL':
      return jsonEqual(ex, node);
    case 'JSON_DOT':
      return jsonDotFunction(ex, node);
    case 'JSON_MERGEPATCH':
      return jsonMergePatch(ex, node);
    case 'JSON_SCALAR':
      return scalarAsJson(ex, node);
    case 'JSON_SERIALIZE':
      return jsonSerialize(ex, node);
    case 'JSON_TRANSFORM': {
      const [doc] = node.args;
      if (!doc) return refuse(unsupportedFunction(node.span, node.name, 'it has no document'));
      return lowerJsonTransform(node, documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)), jsonOf, ex);
    }
    default:
      return refuse(unsupportedFunction(node.span, node.name, 'it has no counterpart'));
  }
}
