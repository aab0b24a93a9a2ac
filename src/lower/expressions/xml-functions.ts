import type { OracleType } from '../../analyze/types.js';
import { differentResult, unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Expr, FunctionSyntaxItem, NamedFunctionSyntax } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { convert, toText } from '../conversions.js';
import { lowerExpr } from '../expression.js';
import { typeOf } from './typing.js';
import { lowerOrder } from './windows.js';

/** SQL/XML functions, most of which PostgreSQL has under the same name. (SQL Language Reference, "XML Functions") */
export function lowerXmlFunction(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const special = (name: string, ...pieces: readonly (string | PgExpr)[]): PgExpr => ({
    kind: 'PgSpecialCall',
    span,
    name,
    pieces,
  });
  const [first, second] = node.args;
  const refused = (why: string): never => refuse(unsupportedFunction(span, node.name, why));
  if (!first) return refused('it has no argument');
  switch (node.name) {
    case 'XMLELEMENT':
      return element(ex, node);
    case 'XMLFOREST':
      return special('xmlforest', ...named(ex, node.args));
    case 'XMLCONCAT':
      return special('xmlconcat', ...separated(node.args.map((a) => lowerExpr(ex, a.value))));
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
      return special('xmlparse', node.options.includes('DOCUMENT') ? 'document' : 'content', content(ex, first.value));
    case 'XMLSERIALIZE':
      return serialize(ex, node, first);
    case 'XMLROOT': {
      const standalone = node.options.find((o) => o.startsWith('STANDALONE'))?.toLowerCase();
      return special(
        'xmlroot',
        lowerExpr(ex, first.value),
        ', version',
        second ? content(ex, second.value) : 'no value',
        ...(standalone === undefined ? [] : [`, ${standalone}`]),
      );
    }
    case 'XMLPI':
      if (!first.alias) return refused('a computed name has no counterpart');
      return special(
        'xmlpi',
        'name',
        b.column(first.span, first.alias.name),
        ...(second ? [',', content(ex, second.value)] : []),
      );
    case 'XMLEXISTS': {
      const passed = node.args.find((a) => a.role === 'PASSING');
      const path = passed && xpathOf(first.value, passed);
      if (!passed || path === undefined) return refused('an XQuery expression has no counterpart');
      return special('xmlexists', b.text(first.span, path), 'passing', lowerExpr(ex, passed.value));
    }
    case 'XMLQUERY': {
      const passed = node.args.find((a) => a.role === 'PASSING');
      const path = passed && xpathOf(first.value, passed);
      if (!passed || path === undefined) return refused('an XQuery expression has no counterpart');
      return b.ora(span, 'xml_extract', lowerExpr(ex, passed.value), b.text(first.span, path));
    }
    case 'XMLCAST': {
      const type: OracleType = node.returning ? ex.unit.analysis.typeOfRef(node.returning) : { kind: 'varchar2' };
      return convert(ex, b.ora(span, 'xml_string', lowerExpr(ex, first.value)), { kind: 'varchar2' }, type, span);
    }
    default:
      return refused('it has no counterpart');
  }
}

/** A path that XPath 1.0 understands as XQuery does; the variable that the document is passed as is its root. */
export function xpathOf(path: Expr, passed: FunctionSyntaxItem): string | undefined {
  if (path.kind !== 'StringLiteral') return undefined;
  const variable = passed.alias?.name;
  const text =
    variable === undefined ? path.value : path.value.replace(new RegExp(`^\\s*\\$${variable}(?=/)`), '').trim();
  return isXPath(text) ? text : undefined;
}

export function isXPath(path: string): boolean {
  return (
    /^[\w/@*.:()[\]='"\s<>!+|,-]+$/.test(path) &&
    // A list outside of the arguments of a function is a sequence, and `<` at the start of a step a constructor.
    !/^[^([]*,|[/(,\s]<\w|^\s*</.test(path) &&
    !/\b(for|let|return|where|declare|if|to|eq|ne|lt|gt|le|ge|some|every)\b|:=|<<|>>/.test(path)
  );
}

/** Content of an element or attribute: text by Oracle's rules, dates in ISO form; XML as it is. */
function content(ex: ExprContext, expr: Expr): PgExpr {
  const type = typeOf(ex, expr);
  const value = lowerExpr(ex, expr);
  if (type.kind === 'xml' || type.kind === 'unknown') return value;
  if (type.kind === 'date') return b.call(expr.span, 'to_char', value, b.text(expr.span, 'YYYY-MM-DD'));
  return toText(value, type, expr.span);
}

function separated(values: readonly PgExpr[]): (string | PgExpr)[] {
  return values.flatMap((v, i) => (i === 0 ? [v] : [',', v]));
}

/** `value as name`; a column without a name has its own. */
function named(ex: ExprContext, items: readonly FunctionSyntaxItem[]): (string | PgExpr)[] {
  return items.flatMap((item, i) => {
    if (item.key) return refuse(unsupportedFunction(item.span, 'XML', 'a computed name has no counterpart'));
    const own = item.value.kind === 'Name' ? item.value.parts[item.value.parts.length - 1]?.name : undefined;
    const name = item.alias?.name ?? own;
    if (name === undefined) return refuse(unsupportedFunction(item.span, 'XML', 'a value without a name'));
    return [...(i === 0 ? [] : [',']), content(ex, item.value), 'as', b.column(item.span, name)];
  });
}

function element(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const name = node.args.find((a) => a.role === 'NAME');
  if (!name?.alias) return refuse(unsupportedFunction(node.span, node.name, 'a computed name has no counterpart'));
  const attributes = node.args.filter((a) => a.role === 'ATTRIBUTE');
  const children = node.args.filter((a) => a.role === 'VALUE');
  const pieces: (string | PgExpr)[] = ['name', b.column(name.span, name.alias.name)];
  if (attributes.length > 0)
    pieces.push(',', { kind: 'PgSpecialCall', span: node.span, name: 'xmlattributes', pieces: named(ex, attributes) });
  // An element without content has two tags in Oracle; without any text PostgreSQL writes `<a/>`.
  const filled = children.some((child) => isElement(child.value) || !ex.unit.analysis.mayBeNull(child.value));
  for (const child of children)
    pieces.push(',', filled ? content(ex, child.value) : orEmpty(ex, child.value, content(ex, child.value)));
  if (children.length === 0) pieces.push(',', b.text(node.span, ''));
  return { kind: 'PgSpecialCall', span: node.span, name: 'xmlelement', pieces };
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
  const kind = node.options.includes('DOCUMENT') ? 'document' : 'content';
  const serialized: PgExpr = {
    kind: 'PgSpecialCall',
    span,
    name: 'xmlserialize',
    pieces: [kind, lowerExpr(ex, value.value), 'as text'],
  };
  const type = node.returning && ex.unit.analysis.typeOfRef(node.returning);
  return type?.kind === 'blob' ? b.call(span, 'convert_to', serialized, b.text(span, 'UTF8')) : serialized;
}
