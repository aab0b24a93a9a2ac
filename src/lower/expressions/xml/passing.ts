import type { Expr, Identifier } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerTo } from '../index.js';
import { typeOf } from '../typing.js';
import type { XPath, XQueryContext } from './xquery.js';

/** What PASSING hands to an XQuery expression: a document, and numbers and texts as variables. */
export interface PassedValues {
  readonly document: Expr;
  readonly context: XQueryContext;
  readonly values: ReadonlyMap<string, PgExpr>;
}

/**
 * The document is what has no name, or the only XML; undefined where there is none, or a value that is neither text nor
 * number.
 */
export function passedValues(
  ex: ExprContext,
  items: readonly { readonly value: Expr; readonly alias?: Identifier | undefined }[],
): PassedValues | undefined {
  const document =
    items.find((item) => item.alias === undefined) ??
    items.find((item) => kindOf(ex, item.value) === 'xml') ??
    items[0];
  if (!document) return undefined;
  const values = new Map<string, PgExpr>();
  const kinds = new Map<string, { readonly numeric: boolean }>();
  for (const { value, alias } of items) {
    if (value === document.value) continue;
    const kind = kindOf(ex, value);
    if (alias === undefined || (kind !== 'number' && kind !== 'text')) return undefined;
    const numeric = kind === 'number';
    kinds.set(alias.name, { numeric });
    const lowered = lowerTo(ex, value, numeric ? { kind: 'number' } : { kind: 'varchar2' });
    values.set(alias.name, b.ora(value.span, 'xpath_literal', lowered));
  }
  return { document: document.value, context: { document: document.alias?.name, values: kinds }, values };
}

function kindOf(ex: ExprContext, value: Expr): 'xml' | 'number' | 'text' | undefined {
  switch (typeOf(ex, value).kind) {
    case 'xml':
      return 'xml';
    case 'number':
      return 'number';
    case 'varchar2':
    case 'char':
      return 'text';
    default:
      return undefined;
  }
}

/** The path as text; values that are known at run time are put into it as literals of XPath. */
export function pathExpression(xpath: XPath, passed: Pick<PassedValues, 'values'>, span: Span): PgExpr {
  const pieces = xpath.pieces.map((piece) =>
    typeof piece === 'string' ? b.text(span, piece) : (passed.values.get(piece.variable) ?? b.null(span)),
  );
  return pieces.reduce((left, right) => b.concat(span, left, right));
}
