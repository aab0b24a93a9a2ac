import { isNumeric, isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { itemMethodType } from '../../../analyze/oracle/json-elements.js';
import {
  differentResult,
  jsonText,
  unsupportedExpression,
  unsupportedFunction,
} from '../../../diagnostics/op2-expressions.js';
import { literalText } from '../../../ir/literals.js';
import type { NamedFunctionSyntax } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse, type UnitContext } from '../../context.js';
import { typedText } from '../conversions/cast.js';
import { lowerCondition, lowerExpr } from '../index.js';
import { typeOf } from '../typing.js';
import { isLongDocument, isLongText } from './long-results.js';
import { hasOption } from './options.js';
import { castingPath, numberBeside, orderOfNumberText, type PassedTypes } from './path.js';
import { type PathUse, pathForPostgres, plainPath } from './predicates.js';
import { fitJson, inAscii, jsonScalar, queryClauses } from './scalar.js';

/* Functions that read JSON, compare documents or give them changed. (SQL Language Reference, "JSON Functions") */

/** Reports a comparison in a path that Oracle makes by text where it meets a number. */
export function reportOrderOfText(unit: UnitContext, path: string, span: Span): void {
  const comparison = orderOfNumberText(path);
  if (comparison === undefined) return;
  unit.report(
    differentResult(span, comparison, 'a number in the document is compared as text in Oracle, not at all here'),
  );
}

const pathUses: ReadonlyMap<string, PathUse> = new Map<string, PathUse>([
  ['JSON_VALUE', 'scalar'],
  ['JSON_DOT', 'scalar'],
  ['JSON_EXISTS', 'exists'],
]);

/** The text of the document that a function reads, and the path in it as PostgreSQL writes it. */
function docAndPath(ex: ExprContext, node: NamedFunctionSyntax, passed?: PassedTypes): readonly [PgExpr, PgExpr] {
  const doc = node.args.find((a) => a.role === 'VALUE');
  const path = node.args.find((a) => a.role === 'PATH');
  if (!doc || !path) return refuse(unsupportedFunction(node.span, node.name, 'it has no path'));
  const written = literalText(path.value);
  if (written === undefined)
    return [documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)), lowerExpr(ex, path.value)];
  const known = pathForPostgres(written, pathUses.get(node.name) ?? 'values');
  if (known === undefined)
    return refuse(unsupportedFunction(node.span, node.name, `the path ${written} has no counterpart`));
  reportOrderOfText(ex.unit, known, path.value.span);
  const at = b.text(path.value.span, castingPath(known, passed));
  return [documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)), at];
}

/** The text of a JSON document: of BLOB and RAW the characters of its bytes, which are UTF-8. */
export function documentText(value: PgExpr, type: OracleType): PgExpr {
  if (type.kind === 'blob' || type.kind === 'raw')
    return b.call(value.span, 'convert_from', value, b.text(value.span, 'UTF8'));
  return type.kind === 'json' ? b.cast(value.span, value, pgTypes.text) : value;
}

/** JSON_VALUE: what is missing, no scalar or no JSON gives NULL unless a clause says otherwise. */
export function jsonValue(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const [doc, path] = docAndPath(ex, node);
  const type = node.returning && ex.unit.analysis.typeOfRef(node.returning);
  const options = node.options.map((o) => o.toUpperCase());
  const clauses = node.defaults ? { options, defaults: node.defaults } : { options };
  return (
    jsonScalar(ex, {
      doc,
      path,
      type,
      clauses,
      span,
      mayBeLong: isLongDocument(ex, node),
      isInstant: ex.asInstant === node,
    }) ?? refuse(unsupportedFunction(span, 'JSON_VALUE', 'the RETURNING type is not converted'))
  );
}

/** JSON's dot notation as a function: a document and the path in it, at its end perhaps an item method. */
export function jsonDotFunction(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [doc, path] = docAndPath(ex, node);
  const written = node.args.find((a) => a.role === 'PATH');
  const type = itemMethodType((written && literalText(written.value)) ?? '');
  if (!type) return b.ora(node.span, 'json_dot', doc, path);
  const scalar = type.kind === 'unknown' ? undefined : jsonDotMethod(ex, doc, path, type);
  return scalar ?? refuse(unsupportedExpression(node.span, 'A method in the dot notation of JSON'));
}

/**
 * JSON's dot notation: a scalar as text, an object or array as JSON, several values as an array. (JSON Developer's
 * Guide, "Simple Dot-Notation Access to JSON Data")
 */
export function jsonDot(doc: PgExpr, type: OracleType, path: PgExpr, span: Span): PgExpr {
  return b.ora(span, 'json_dot', documentText(doc, type), path);
}

/** What an item method at the end of the dot notation gives, of the text of a document. */
export function jsonDotMethod(ex: ExprContext, doc: PgExpr, path: PgExpr, type: OracleType): PgExpr | undefined {
  return jsonScalar(ex, { doc, path, type, clauses: { options: [] }, span: path.span });
}

/** JSON_MERGEPATCH(target, patch). (SQL Language Reference, "JSON_MERGEPATCH"; RFC 7396) */
export function jsonMergePatch(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [target, patch] = node.args;
  if (!target || !patch) return refuse(unsupportedFunction(node.span, node.name, 'it has no patch'));
  const other = node.options.find((o) => !/^(RETURNING|NULL ON ERROR)/i.test(o));
  if (other !== undefined) return refuse(unsupportedFunction(node.span, node.name, `${other} is not converted`));
  const args = [target, patch].map((a) => documentText(lowerExpr(ex, a.value), typeOf(ex, a.value)));
  const isLong = [target, patch].some(({ value }) => isLongText(ex, value));
  const type = node.returning && ex.unit.analysis.typeOfRef(node.returning);
  return fitJson(b.ora(node.span, 'json_mergepatch', ...args), type, [], isLong);
}

/** JSON_SERIALIZE(document): its text, without blanks or PRETTY. (SQL Language Reference, "JSON_SERIALIZE") */
export function jsonSerialize(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [doc] = node.args;
  if (!doc) return refuse(unsupportedFunction(node.span, node.name, 'it has no argument'));
  const other = node.options.find(
    (o) => !/^(RETURNING|(NULL|ERROR) ON ERROR|FORMAT JSON|PRETTY$|ASCII$|TRUNCATE$)/i.test(o),
  );
  if (other !== undefined) return refuse(unsupportedFunction(node.span, node.name, `${other} is not converted`));
  const { span } = node;
  const pretty = hasOption(node, 'PRETTY');
  const onNull = hasOption(node, 'NULL ON ERROR');
  const words = node.options.map((o) => o.toUpperCase());
  const text = b.ora(
    span,
    'json_serialize',
    documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)),
    ...(pretty || onNull ? [b.boolean(span, pretty)] : []),
    ...(onNull ? [b.text(span, 'NULL')] : []),
  );
  const onError = onNull ? words : [...words, 'ERROR ON ERROR'];
  return fitDocument(ex, node, text, onError);
}

/** JSON_QUERY: an object or array in a document. (SQL Language Reference, "JSON_QUERY") */
export function jsonQuery(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const [doc, path] = docAndPath(ex, node);
  const given = node.args.find((a) => a.role === 'PATH');
  const written = given && literalText(given.value);
  // A plain path gives the very text of the document.
  if (written === undefined || !plainPath.test(written)) ex.unit.report(jsonText(span, 'JSON_QUERY'));
  const words = node.options.map((o) => o.toUpperCase());
  const found = b.ora(span, 'json_query', doc, path, ...queryClauses(words).map((c) => b.text(span, c)));
  const laid = hasOption(node, 'PRETTY') ? b.ora(span, 'json_pretty', b.cast(span, found, { name: ['json'] })) : found;
  return fitDocument(ex, node, laid, words);
}

/** JSON as a function's options and RETURNING ask for it. */
const fitDocument = (ex: ExprContext, node: NamedFunctionSyntax, json: PgExpr, options: readonly string[]): PgExpr =>
  fitJson(
    inAscii(json, options),
    node.returning && ex.unit.analysis.typeOfRef(node.returning),
    options,
    isLongDocument(ex, node),
  );

/** JSON_EXISTS: is there something at a path? (SQL Language Reference, "JSON_EXISTS Condition") */
export function jsonExists(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const passed = node.args.filter((a) => a.role === 'PASSING');
  const named = (test: (type: OracleType) => boolean): Set<string> =>
    new Set(passed.filter((p) => test(typeOf(ex, p.value))).map((p) => p.alias?.name ?? ''));
  const texts = named(isText);
  const [doc, path] = docAndPath(ex, node, { numbers: named(isNumeric), texts });
  const onError = node.options.map((o) => /^(ERROR|TRUE) ON ERROR$/i.exec(o)?.[1]?.toUpperCase()).find((o) => o);
  const exists = (...args: readonly PgExpr[]): PgExpr =>
    onError === undefined
      ? b.ora(span, 'json_exists', ...args)
      : b.ora(span, 'json_exists_or', b.text(span, onError), ...args);
  if (passed.length === 0) return exists(doc, path);
  const variables = passed.flatMap((p) => {
    const name = p.alias?.name ?? '';
    const value =
      typeOf(ex, p.value).kind === 'boolean' ? lowerCondition(ex, p.value) : typedText(lowerExpr(ex, p.value));
    const beside = numberBeside(name);
    const isBeside = texts.has(name) && path.kind === 'PgString' && path.value.includes(`$${beside}`);
    return [
      b.text(span, name),
      value,
      ...(isBeside ? [b.text(span, beside), b.ora(span, 'json_number_beside', value)] : []),
    ];
  });
  return exists(doc, path, b.call(span, 'jsonb_build_object', ...variables));
}

/** Equal whatever the order of the members and the white space. (SQL Language Reference, "JSON_EQUAL Condition") */
export function jsonEqual(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [left, right, more] = node.args;
  if (!left || !right || more || node.options.length > 0)
    return refuse(unsupportedFunction(node.span, node.name, 'with an ON ERROR clause it is not converted'));
  const [one, other] = [left, right].map(({ value }) => {
    const text = documentText(lowerExpr(ex, value), typeOf(ex, value));
    return b.cast(value.span, text, pgTypes.jsonb);
  });
  return b.eq(node.span, one ?? b.null(node.span), other ?? b.null(node.span));
}
