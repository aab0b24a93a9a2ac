import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { mayBeFragment } from '../expressions/xml/fragments.js';
import { transformed } from '../expressions/xml/methods.js';
import { argument, type BuiltinCall, type BuiltinTable, typeOfArgument, varchar } from './call.js';
import { xmlChanges } from './xml-changes.js';

/** The document, the path and perhaps the declarations of namespaces. */
function docAndPath(c: BuiltinCall): readonly [PgExpr, PgExpr, ...PgExpr[]] {
  return [lowerExpr(c.ex, argument(c, 0)), varchar(c, 1), ...(c.args.length > 2 ? [varchar(c, 2)] : [])];
}

/** XML functions with a plain argument list. (SQL Language Reference, "XML Functions") */
export const xmlFunctions: BuiltinTable = {
  XMLTYPE: (c) => {
    const type = typeOfArgument(c, 0);
    const value = lowerExpr(c.ex, argument(c, 0));
    if (type.kind === 'blob')
      return b.cast(c.span, b.call(c.span, 'convert_from', value, b.text(c.span, 'UTF8')), pgTypes.xml);
    if (type.kind === 'refCursor') return b.ora(c.span, 'xmltype_of_cursor', value);
    if (type.kind === 'object' || type.kind === 'collection')
      return refuse(unsupportedFunction(c.span, 'XMLTYPE', 'only text and cursors become XML'));
    return b.cast(c.span, value, pgTypes.xml);
  },
  XMLPARSE: (c) => b.cast(c.span, varchar(c, 0), pgTypes.xml),
  XMLCONCAT: (c) => ({
    kind: 'PgSpecialCall',
    span: c.span,
    name: 'xmlconcat',
    pieces: c.args.flatMap((a, i) => (i === 0 ? [lowerExpr(c.ex, a.value)] : [',', lowerExpr(c.ex, a.value)])),
  }),
  XMLCOMMENT: (c) => b.call(c.span, 'xmlcomment', varchar(c, 0)),
  XMLCDATA: (c) =>
    b.cast(c.span, b.concat(c.span, b.text(c.span, '<![CDATA['), varchar(c, 0), b.text(c.span, ']]>')), pgTypes.xml),
  EXTRACT: (c) => b.ora(c.span, 'xml_extract', ...docAndPath(c)),
  EXTRACTVALUE: (c) => b.ora(c.span, 'xml_extract_value', ...docAndPath(c)),
  EXISTSNODE: (c) => {
    const [doc, path] = docAndPath(c);
    if (c.args.length > 2) return b.ora(c.span, 'xml_exists', ...docAndPath(c));
    const exists = mayBeFragment(c.ex, argument(c, 0))
      ? b.eq(
          c.span,
          b.ora(c.span, 'xml_exists', doc, path, b.cast(c.span, b.null(c.span), pgTypes.text)),
          b.num(c.span, 1),
        )
      : b.call(c.span, 'xpath_exists', path, doc);
    return b.caseWhen(c.span, [{ when: exists, then: b.num(c.span, 1) }], b.num(c.span, 0));
  },
  XMLSEQUENCE: (c) => {
    if (c.args.length !== 1 || typeOfArgument(c, 0).kind !== 'xml')
      return refuse(unsupportedFunction(c.span, c.name, 'only an XML value is taken apart'));
    return b.ora(c.span, 'xml_sequence', lowerExpr(c.ex, argument(c, 0)));
  },
  XMLTRANSFORM: (c) => {
    if (c.args.length > 2)
      return refuse(unsupportedFunction(c.span, c.name, 'parameters of stylesheets have no counterpart'));
    const [document, stylesheet] = [argument(c, 0), argument(c, 1)];
    return transformed(c.ex, c.span, c.name, lowerExpr(c.ex, document), lowerTo(c.ex, stylesheet, { kind: 'xml' }));
  },
  ...xmlChanges,
};
