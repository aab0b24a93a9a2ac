import { isNumeric, isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { differentResult, unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import { lastName } from '../../../ir/dotted.js';
import { literalText } from '../../../ir/literals.js';
import type { Expr, FunctionSyntaxItem, NamedFunctionSyntax } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { pgTypeOf } from '../../types.js';
import { isWholeNumber } from '../bounds/number-bound.js';
import { fitCast } from '../conversions/cast.js';
import { convert, toText, withPoint } from '../conversions/convert.js';
import { isOfServer, offsetOfServer } from '../datetime/server-clock.js';
import { lowerExpr } from '../index.js';
import { typeOf } from '../typing.js';
import { lowerOrder } from '../windows.js';
import { mayBeFragment } from './fragments.js';
import { passedValues, pathExpression } from './passing.js';
import { type XPath, xpathOf } from './xquery.js';

/** SQL/XML functions, most of which PostgreSQL has under the same name. (SQL Language Reference, "XML Functions") */
export function lowerXmlFunction(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const [first, second] = node.args;
  const refused = (why: string): never => refuse(unsupportedFunction(span, node.name, why));
  if (!first) return refused('it has no argument');
  switch (node.name) {
    case 'XMLELEMENT':
      return element(ex, node);
    case 'XMLFOREST':
      return special(span, 'xmlforest', ...named(ex, node.args, writerOf(node)));
    case 'XMLCONCAT':
      return special(span, 'xmlconcat', ...separated(node.args.map((a) => lowerExpr(ex, a.value))));
    case 'XMLCOMMENT':
      return b.call(span, 'xmlcomment', content(ex, first.value));
    case 'XMLCDATA':
      return b.cast(
        span,
        b.concat(span, b.text(span, '<![CDATA['), content(ex, first.value), b.text(span, ']]>')),
        pgTypes.xml,
      );
    case 'XMLAGG': {
      const call = b.call(span, 'xmlagg', lowerExpr(ex, first.value));
      return node.orderBy ? { ...call, orderBy: lowerOrder(ex, node.orderBy) } : call;
    }
    case 'XMLPARSE':
      return special(
        span,
        'xmlparse',
        node.options.includes('DOCUMENT') ? 'document' : 'content',
        content(ex, first.value),
      );
    case 'XMLSERIALIZE':
      return serialize(ex, node, first);
    case 'XMLROOT':
      return xmlRoot(ex, node, first, second);
    case 'XMLPI':
      return instruction(ex, node, first, second);
    case 'XMLEXISTS':
      return xmlExists(ex, node, first);
    case 'XMLQUERY':
      return xmlQuery(ex, node, first);
    case 'XMLCAST':
      return xmlCast(ex, node, first);
    default:
      return refused('it has no counterpart');
  }
}

/** XMLPI(NAME name, text): PostgreSQL escapes what a name of XML cannot have, Oracle writes it as it is. */
function instruction(
  ex: ExprContext,
  node: NamedFunctionSyntax,
  first: FunctionSyntaxItem,
  second: FunctionSyntaxItem | undefined,
): PgExpr {
  const { span } = node;
  const name = first.alias?.name;
  if (name !== undefined && (/^[A-Za-z_][\w.-]*$/.test(name) || !second)) {
    const text = second ? [',', content(ex, second.value)] : [];
    return special(span, 'xmlpi', 'name', b.column(first.span, name), ...text);
  }
  if (!second) return refuse(unsupportedFunction(span, node.name, 'a computed name has no counterpart'));
  const written = name === undefined ? content(ex, first.value) : b.text(first.span, name);
  const begun = b.concat(span, b.text(span, '<?'), written, b.text(span, ' '));
  return b.cast(span, b.concat(span, begun, content(ex, second.value), b.text(span, '?>')), pgTypes.xml);
}

/** XMLCAST(value AS type) */
function xmlCast(ex: ExprContext, node: NamedFunctionSyntax, first: FunctionSyntaxItem): PgExpr {
  const { span } = node;
  const type: OracleType = node.returning ? ex.unit.analysis.typeOfRef(node.returning) : { kind: 'varchar2' };
  const text = b.ora(span, 'xml_string', lowerExpr(ex, first.value));
  // The numbers and dates of XML Schema, whatever NLS parameters say.
  if (type.kind === 'number')
    return fitCast(ex, b.ora(span, 'point_number', text), { from: { kind: 'number' }, to: type, span });
  if (type.kind === 'date' || (type.kind === 'timestamp' && type.zone === 'none'))
    return b.cast(span, text, pgTypeOf(ex.unit.naming, type, 'value'));
  return fitCast(ex, convert(ex, text, { from: { kind: 'varchar2' }, to: type, span }), {
    from: { kind: 'varchar2' },
    to: type,
    span,
  });
}

/** XMLQUERY(path PASSING document RETURNING CONTENT) */
function xmlQuery(ex: ExprContext, node: NamedFunctionSyntax, first: FunctionSyntaxItem): PgExpr {
  const { document, path, declarations, singles } = queried(ex, node, first);
  const { span } = node;
  const more = declarations ? [declarations] : [];
  if (singles.length === 0) return b.ora(span, 'xml_query', document, path, ...more);
  const texts = (paths: typeof singles): PgExpr => {
    const written = paths.map((x) => b.text(span, x.path));
    return b.cast(span, b.array(span, ...written), pgTypes.arrayOf(pgTypes.text));
  };
  const needed = texts(singles.filter((x) => x.needed));
  return b.ora(span, 'xml_query_of_single', document, path, texts(singles), needed, ...more);
}

/** XMLEXISTS(path PASSING document) */
function xmlExists(ex: ExprContext, node: NamedFunctionSyntax, first: FunctionSyntaxItem): PgExpr {
  const { span } = node;
  const { document, path, declarations, fragment } = queried(ex, node, first);
  if (declarations || fragment) {
    const prefixes = declarations ?? b.cast(span, b.null(span), pgTypes.text);
    return b.eq(span, b.ora(span, 'xml_exists', document, path, prefixes), b.num(span, 1));
  }
  // PostgreSQL's grammar takes a cast there only between parentheses.
  return document.kind === 'PgCast'
    ? special(span, 'xmlexists', '(', path, ') passing (', document, ')')
    : special(span, 'xmlexists', '(', path, ') passing', document);
}

/** XMLROOT(document, VERSION …, STANDALONE …): PostgreSQL's leaves out a declaration of version 1.0 alone, and the line. */
function xmlRoot(
  ex: ExprContext,
  node: NamedFunctionSyntax,
  first: FunctionSyntaxItem,
  second: FunctionSyntaxItem | undefined,
): PgExpr {
  const { span } = node;
  const standalone = node.options.map((o) => /^STANDALONE (YES|NO)$/i.exec(o)?.[1]).find((word) => word !== undefined);
  const version = second ? content(ex, second.value) : b.null(span);
  const more = standalone === undefined ? [] : [b.text(span, ` standalone="${standalone.toLowerCase()}"`)];
  return b.cast(span, b.ora(span, 'xml_declared', lowerExpr(ex, first.value), version, ...more), pgTypes.xml);
}

/** A call whose arguments have words between them. */
function special(span: Span, name: string, ...pieces: readonly (string | PgExpr)[]): PgExpr {
  return { kind: 'PgSpecialCall', span, name, pieces };
}

/** What XMLQUERY and XMLEXISTS ask of which document. @throws Refusal where XPath cannot say it */
function queried(
  ex: ExprContext,
  node: NamedFunctionSyntax,
  path: FunctionSyntaxItem,
): {
  readonly document: PgExpr;
  readonly path: PgExpr;
  readonly declarations?: PgExpr;
  readonly fragment: boolean;
  readonly singles: XPath['singles'];
} {
  const passed = passedValues(
    ex,
    node.args.filter((a) => a.role === 'PASSING'),
  );
  const text = literalText(path.value);
  const xpath = text === undefined ? undefined : passed && xpathOf(text, passed.context);
  if (!passed || !xpath)
    return refuse(unsupportedFunction(node.span, node.name, 'an XQuery expression has no counterpart'));
  const { namespaces } = xpath;
  const declared = namespaces.map(({ prefix, uri }) => `xmlns${prefix === undefined ? '' : `:${prefix}`}="${uri}"`);
  return {
    document: lowerExpr(ex, passed.document),
    fragment: mayBeFragment(ex, passed.document),
    path: pathExpression(xpath, passed, path.span),
    singles: xpath.singles,
    ...(declared.length > 0 && { declarations: b.text(path.span, declared.join(' ')) }),
  };
}

/** Content of an element or attribute: text by Oracle's rules, dates in ISO form; XML as it is. */
function content(ex: ExprContext, expr: Expr): PgExpr {
  const type = typeOf(ex, expr);
  const value = lowerExpr(ex, expr);
  if (type.kind === 'xml' || type.kind === 'unknown') return value;
  if (type.kind === 'date') return b.call(expr.span, 'to_char', value, b.text(expr.span, 'YYYY-MM-DD'));
  if (type.kind === 'timestamp') return timestampContent(value, type, expr.span);
  if (ex.unit.session?.decimals && isNumeric(type) && !isWholeNumber(ex, expr))
    ex.unit.report(differentResult(expr.span, 'XML', 'numbers have a point, whatever NLS_NUMERIC_CHARACTERS says'));
  return withPoint(toText(value, type, expr.span));
}

/** What stands between the tags: Oracle writes quotes there as entities, PostgreSQL as they are. */
function inner(ex: ExprContext, expr: Expr): PgExpr {
  const value = content(ex, expr);
  return mayHoldQuotes(ex, expr) ? b.ora(expr.span, 'xml_text', value) : value;
}

/** NOENTITYESCAPING: the text is XML already. */
const verbatim = (ex: ExprContext, expr: Expr): PgExpr => {
  const value = content(ex, expr);
  return isText(typeOf(ex, expr)) ? b.cast(expr.span, value, pgTypes.xml) : value;
};

const writerOf = (node: NamedFunctionSyntax): typeof inner =>
  node.options.includes('NOENTITYESCAPING') ? verbatim : inner;

function mayHoldQuotes(ex: ExprContext, expr: Expr): boolean {
  if (!isText(typeOf(ex, expr))) return false;
  const literal = literalText(expr);
  if (literal !== undefined) return /["']/.test(literal);
  if (expr.kind === 'Binary' && expr.op === '||') return mayHoldQuotes(ex, expr.left) || mayHoldQuotes(ex, expr.right);
  return true;
}

/**
 * A timestamp as XML Schema wants it, with the digits of its type. (XML DB Developer's Guide, "Generation of XML Data
 * from Relational Data")
 */
function timestampContent(value: PgExpr, type: OracleType & { kind: 'timestamp' }, span: Span): PgExpr {
  const digits = type.precision ?? 6;
  const fraction = digits === 0 ? '' : digits > 6 ? `.FF6"${'0'.repeat(digits - 6)}"` : `.FF${digits}`;
  const model = `YYYY-MM-DD"T"HH24:MI:SS${fraction}`;
  if (type.zone === 'none') return b.call(span, 'to_char', value, b.text(span, model));
  const zoned = b.text(span, `${model}TZH:TZM`);
  return isOfServer(value)
    ? b.ora(span, 'to_char_at', value, offsetOfServer(value), zoned)
    : b.ora(span, 'to_char', value, zoned);
}

function separated(values: readonly PgExpr[]): (string | PgExpr)[] {
  return values.flatMap((v, i) => (i === 0 ? [v] : [',', v]));
}

/** `value as name`; a column without a name has its own. */
function named(ex: ExprContext, items: readonly FunctionSyntaxItem[], written = content): (string | PgExpr)[] {
  return items.flatMap((item, i) => {
    if (item.key) return refuse(unsupportedFunction(item.span, 'XML', 'a computed name has no counterpart'));
    const own = item.value.kind === 'Name' ? lastName(item.value) : undefined;
    const name = item.alias?.name ?? own;
    if (name === undefined) return refuse(unsupportedFunction(item.span, 'XML', 'a value without a name'));
    return [...(i === 0 ? [] : [',']), written(ex, item.value), 'as', b.column(item.span, name)];
  });
}

function element(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const computed = node.args.find((a) => a.role === 'EVALNAME');
  if (computed) {
    const name = content(ex, computed.value);
    return b.ora(node.span, 'xml_renamed', elementNamed(ex, node, b.column(computed.span, 'x')), name);
  }
  const name = node.args.find((a) => a.role === 'NAME');
  if (!name?.alias)
    return refuse(unsupportedFunction(node.span, node.name, 'a name that is a value has EVALNAME before it'));
  return elementNamed(ex, node, b.column(name.span, name.alias.name));
}

function elementNamed(ex: ExprContext, node: NamedFunctionSyntax, name: PgExpr): PgExpr {
  const attributes = node.args.filter((a) => a.role === 'ATTRIBUTE');
  const children = node.args.filter((a) => a.role === 'VALUE');
  const written = writerOf(node);
  if (attributes.length > 0 && written !== inner)
    return refuse(unsupportedFunction(node.span, node.name, 'attributes cannot be written without escapes'));
  const pieces: (string | PgExpr)[] = ['name', name];
  if (attributes.length > 0)
    pieces.push(',', { kind: 'PgSpecialCall', span: node.span, name: 'xmlattributes', pieces: named(ex, attributes) });
  // An element without content has two tags in Oracle; without any text PostgreSQL writes `<a/>`.
  const filled = children.some((child) => isElement(child.value) || !ex.unit.analysis.mayBeNull(child.value));
  for (const child of children)
    pieces.push(',', filled ? written(ex, child.value) : orEmpty(ex, child.value, written(ex, child.value)));
  if (children.length === 0) pieces.push(',', b.text(node.span, ''));
  const made: PgExpr = { kind: 'PgSpecialCall', span: node.span, name: 'xmlelement', pieces };
  return attributes.some(({ value }) => mayLeaveAscii(ex, value)) ? b.ora(node.span, 'xml_characters', made) : made;
}

/** Has the value characters, perhaps, that PostgreSQL writes into an attribute as references? */
function mayLeaveAscii(ex: ExprContext, value: Expr): boolean {
  if (value.kind === 'StringLiteral') return [...value.value].some((c) => c > '\u007f');
  const type = typeOf(ex, value);
  return isText(type) || type.kind === 'unknown';
}

const isElement = (expr: Expr): boolean => expr.kind === 'NamedFunctionSyntax' && expr.name === 'XMLELEMENT';

function orEmpty(ex: ExprContext, expr: Expr, value: PgExpr): PgExpr {
  const { kind } = typeOf(ex, expr);
  if (kind === 'unknown') return value;
  const empty = b.text(expr.span, '');
  if (value.kind === 'PgNull') return empty;
  return b.coalesce(expr.span, value, kind === 'xml' ? b.cast(expr.span, empty, pgTypes.xml) : empty);
}

/** XMLSERIALIZE(CONTENT x AS VARCHAR2(200)) → `xmlserialize(content x as text)`. */
function serialize(ex: ExprContext, node: NamedFunctionSyntax, value: FunctionSyntaxItem): PgExpr {
  const { span } = node;
  if (node.options.includes('INDENT'))
    ex.unit.report(differentResult(span, 'XMLSERIALIZE', 'the text is not indented'));
  const type = node.returning && ex.unit.analysis.typeOfRef(node.returning);
  const serialized = declared(ex, node, value) ?? plain(ex, node, value);
  return type?.kind === 'blob' ? b.call(span, 'convert_to', serialized, b.text(span, 'UTF8')) : serialized;
}

function plain(ex: ExprContext, { span, options }: NamedFunctionSyntax, value: FunctionSyntaxItem): PgExpr {
  const kind = options.includes('DOCUMENT') ? 'document' : 'content';
  return {
    kind: 'PgSpecialCall',
    span,
    name: 'xmlserialize',
    pieces: [kind, lowerExpr(ex, value.value), 'as text'],
  };
}

/** With VERSION or ENCODING there is a declaration in front. */
function declared(ex: ExprContext, node: NamedFunctionSyntax, value: FunctionSyntaxItem): PgExpr | undefined {
  const { span, args } = node;
  const [version, encoding] = ['VERSION', 'ENCODING'].map((role) => args.find((a) => a.role === role));
  if (!version && !encoding) return undefined;
  const charset = encoding && literalText(encoding.value);
  if (encoding && charset?.toUpperCase() !== 'UTF-8')
    ex.unit.report(
      differentResult(span, 'XMLSERIALIZE', 'the bytes are those of UTF-8, and so is the encoding that is declared'),
    );
  return b.ora(
    span,
    'xml_serialized_as',
    lowerExpr(ex, value.value),
    version ? content(ex, version.value) : b.null(span),
    ...(encoding ? [b.text(span, ' encoding="UTF-8"')] : []),
  );
}
