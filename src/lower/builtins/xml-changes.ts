import { isText } from '../../analyze/model/operators.js';
import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { typeOf } from '../expressions/typing.js';
import { argument, type BuiltinCall, type BuiltinTable, text, varchar } from './call.js';

/*
 * UPDATEXML(x, '/a/b', XMLTYPE('<b/>'), '/a/@k', 1) → ora.xml_change(ora.xml_change(x, 'element', '/a/b', …), 'scalar',
 * '/a/@k', '1', null). (SQL Language Reference, "UPDATEXML", "DELETEXML", "APPENDCHILDXML", "INSERTCHILDXML",
 * "INSERTXMLBEFORE")
 */

interface Value {
  readonly isXml: boolean;
  readonly text: PgExpr;
}

/** XML as text, or a number or text for the text of a node; a NULL is either. */
function valueOf(c: BuiltinCall, place: number): Value {
  const value = argument(c, place);
  const type = typeOf(c.ex, value);
  if (type.kind === 'null') return { isXml: true, text: b.cast(value.span, b.null(value.span), pgTypes.text) };
  if (type.kind === 'xml') return { isXml: true, text: b.cast(value.span, lowerExpr(c.ex, value), pgTypes.text) };
  if (!isText(type) && type.kind !== 'number' && type.kind !== 'plsInteger')
    return refuse(unsupportedFunction(value.span, c.name, 'only XML, text and numbers become parts of a document'));
  return { isXml: false, text: text(c, place) };
}

function xmlValue(c: BuiltinCall, place: number): PgExpr {
  const value = valueOf(c, place);
  return value.isXml ? value.text : refuse(unsupportedFunction(c.span, c.name, 'the value is not of type XMLTYPE'));
}

const noText = (c: BuiltinCall): PgExpr => b.cast(c.span, b.null(c.span), pgTypes.text);

const namespaces = (c: BuiltinCall, place: number): PgExpr => (c.args.length > place ? varchar(c, place) : noText(c));

const document = (c: BuiltinCall): PgExpr => lowerExpr(c.ex, argument(c, 0));

function change(
  c: BuiltinCall,
  doc: PgExpr,
  {
    kind,
    path,
    value,
    declarations,
    child,
  }: {
    readonly kind: string;
    readonly path: PgExpr;
    readonly value: PgExpr;
    readonly declarations: PgExpr;
    readonly child?: PgExpr;
  },
): PgExpr {
  return b.ora(c.span, 'xml_change', doc, b.text(c.span, kind), path, value, declarations, ...(child ? [child] : []));
}

/** INSERTCHILDXMLBEFORE(document, parent, child, XML) */
const besideChild = (kind: 'before' | 'after') => (c: BuiltinCall) =>
  change(c, document(c), {
    kind,
    path: varchar(c, 1),
    value: xmlValue(c, 3),
    declarations: namespaces(c, 4),
    child: varchar(c, 2),
  });

/** APPENDCHILDXML(document, path, XML) */
const atNode = (kind: 'append' | 'before' | 'after') => (c: BuiltinCall) =>
  change(c, document(c), { kind, path: varchar(c, 1), value: xmlValue(c, 2), declarations: namespaces(c, 3) });

/** Functions that give a document with a change in it. */
export const xmlChanges: BuiltinTable = {
  UPDATEXML: (c) => {
    const { length } = c.args;
    const declarations = length % 2 === 0 ? varchar(c, length - 1) : noText(c);
    let doc = document(c);
    for (let i = 1; i + 1 < length; i += 2) {
      const value = valueOf(c, i + 1);
      doc = change(c, doc, {
        kind: value.isXml ? 'element' : 'scalar',
        path: varchar(c, i),
        value: value.text,
        declarations,
      });
    }
    return doc;
  },
  DELETEXML: (c) =>
    change(c, document(c), { kind: 'delete', path: varchar(c, 1), value: noText(c), declarations: namespaces(c, 2) }),
  INSERTCHILDXML: (c) => {
    const value = valueOf(c, 3);
    const kind = value.isXml ? 'child' : 'attribute';
    return change(c, document(c), {
      kind,
      path: varchar(c, 1),
      value: value.text,
      declarations: namespaces(c, 4),
      child: varchar(c, 2),
    });
  },
  APPENDCHILDXML: atNode('append'),
  INSERTXMLBEFORE: atNode('before'),
  INSERTXMLAFTER: atNode('after'),
  INSERTCHILDXMLBEFORE: besideChild('before'),
  INSERTCHILDXMLAFTER: besideChild('after'),
};
