import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import { xsltExtension } from '../../../diagnostics/op4.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { MethodCall } from '../../calls/method-call.js';
import { type ExprContext, refuse } from '../../context.js';
import { isStateRead } from '../../package-state.js';
import { lowerTo } from '../index.js';

/** In a program a NULL has no methods (ORA-30625); in SQL the result is NULL. */
const selfOf = (ex: ExprContext, value: PgExpr): PgExpr =>
  !ex.sql && (value.kind === 'PgColumn' || value.kind === 'PgCall' || value.kind === 'PgField' || isStateRead(value))
    ? b.ora(value.span, 'xml_self', value)
    : value;

/** Methods of XMLTYPE. (PL/SQL Packages and Types Reference, "XMLTYPE") */
export function lowerXmlMethod(ex: ExprContext, document: PgExpr, { method, args, span }: MethodCall): PgExpr {
  const [path, namespace] = args;
  const value = selfOf(ex, document);
  const pathOf = (): PgExpr => {
    if (!path) return refuse(unsupportedFunction(span, `XMLTYPE.${method}`, 'it has no path'));
    return lowerTo(ex, path.value, { kind: 'varchar2' });
  };
  const namespaces = (): PgExpr[] => (namespace ? [lowerTo(ex, namespace.value, { kind: 'varchar2' })] : []);
  switch (method) {
    case 'GETSTRINGVAL':
    case 'GETCLOBVAL':
      return b.cast(span, value, pgTypes.text);
    case 'GETNUMBERVAL':
      return b.ora(span, 'to_number', b.ora(span, 'xml_string', value));
    case 'GETBLOBVAL':
      return b.call(span, 'convert_to', b.cast(span, value, pgTypes.text), b.text(span, 'UTF8'));
    case 'EXTRACT':
      return b.ora(span, 'xml_extract', value, pathOf(), ...namespaces());
    case 'EXISTSNODE':
      if (namespace) return b.ora(span, 'xml_exists', value, pathOf(), ...namespaces());
      return b.caseWhen(
        span,
        [{ when: b.call(span, 'xpath_exists', pathOf(), value), then: b.num(span, 1) }],
        b.num(span, 0),
      );
    case 'GETROOTELEMENT':
      return b.ora(span, 'xml_root_element', value);
    case 'GETNAMESPACE':
      return b.ora(span, 'xml_namespace', value);
    case 'ISFRAGMENT':
      return b.ora(span, 'xml_is_fragment', value);
    case 'TRANSFORM': {
      const [stylesheet, parameters] = args;
      if (!stylesheet || parameters)
        return refuse(unsupportedFunction(span, `XMLTYPE.${method}`, 'parameters of stylesheets have no counterpart'));
      return transformed(ex, span, `XMLTYPE.${method}`, value, lowerTo(ex, stylesheet.value, { kind: 'xml' }));
    }
    default:
      return refuse(unsupportedFunction(span, `XMLTYPE.${method}`, 'it has no counterpart'));
  }
}

/** XSLT, which PostgreSQL leaves to an extension. (SQL Language Reference, "XMLTRANSFORM"; PostgreSQL manual, F.50) */
export function transformed(ex: ExprContext, span: Span, name: string, document: PgExpr, stylesheet: PgExpr): PgExpr {
  ex.unit.report(xsltExtension(span, name));
  return b.ora(span, 'xml_transform', document, stylesheet);
}
