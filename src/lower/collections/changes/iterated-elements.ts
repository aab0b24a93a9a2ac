import type { CollectionTypeSymbol } from '../../../analyze/model/symbols.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import type { Argument, ElementOfLoop, ForLoop, IteratedElements } from '../../../ir/oracle/index.js';
import type { PgExpr, PgType, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { BodyBuilder } from '../../plsql/body/body-builder.js';
import { exprContext } from '../../plsql/body/expr-context.js';
import { lowerStatement } from '../../plsql/statements/statement.js';
import { pgTypeOf } from '../../types.js';
import { elementsPgType, isMap, keyPgType, keyType } from '../collection-types.js';
import { lowerKey } from '../elements.js';

/*
 * Iteration in a qualified expression: the elements are gathered by the loop before the statement.
 * In:  v := t(FOR i IN 1 .. 3 INDEX i * 10 => 'x' || i)
 * Out: keys := '{}'; elements := '{}';
 *      for i in 1 .. 3 loop keys[cardinality(keys) + 1] := i * 10; elements[cardinality(keys)] := 'x' || i; end loop;
 *      v := row(ora.map_keys(keys), ora.map_values(keys, elements))
 * (PL/SQL Language Reference 21c, "Qualified Expressions Overview")
 */

type Item = (ex: ExprContext, type: CollectionTypeSymbol, argument: Argument) => PgExpr;

/** Where the elements of a loop go. */
interface Gathered {
  readonly type: CollectionTypeSymbol;
  /** The loop of numbers, values or elements whose iterand is the key where no INDEX is given. */
  readonly loop: ForLoop | undefined;
  readonly item: Item;
  readonly values: PgExpr;
  readonly keys: PgExpr | undefined;
}

const gathering = new WeakMap<ElementOfLoop, Gathered>();

const isIterated = (a: Argument): a is Argument & { readonly value: IteratedElements } =>
  a.value.kind === 'IteratedElements';

/** Does an iteration give any of the elements? (PL/SQL Language Reference 21c, "Qualified Expressions Overview") */
export const hasIteration = (args: readonly Argument[]): boolean => args.some(isIterated);

/** The arrays of the elements and, for an associative array, of their keys, which may repeat and are in no order. */
export function gatherElements(
  ex: ExprContext,
  type: CollectionTypeSymbol,
  args: readonly Argument[],
  item: Item,
  span: Span,
): { readonly values: PgExpr; readonly keys: PgExpr | undefined } {
  const { hoist, routine } = ex;
  if (!hoist || !(routine instanceof BodyBuilder))
    return refuse(unsupportedExpression(span, 'iteration in a qualified expression'));
  const elements = elementsPgType(ex.unit, type);
  const keyArray: PgType = { ...keyPgType(type), array: true };
  const map = isMap(type);
  const values = b.column(span, routine.fresh('elements', elements));
  const keys = map ? b.column(span, routine.fresh('keys', keyArray)) : undefined;
  if (keys) hoist(b.assign(span, keys, b.cast(span, b.text(span, '{}'), keyArray)));
  // A nested table or varray that no iteration gives an element is not initialised: seen in Oracle 21c.
  hoist(b.assign(span, values, map ? b.cast(span, b.text(span, '{}'), elements) : b.null(span)));
  for (const argument of args) {
    if (!isIterated(argument)) {
      if (argument.name || (argument.key !== undefined) !== map) return refuse(mixed(argument.span));
      const key = keys && argument.key && lowerKey(ex, type, argument.key);
      const value = item(ex, type, argument);
      if (keys && key) for (const s of appendEntry(keys, values, key, value, argument.span)) hoist(s);
      else hoist(append(type, values, value, argument.span));
      continue;
    }
    const { loop } = argument.value;
    const counted = nodesOf(loop, 'ForLoop');
    // Each control has one.
    for (const element of nodesOf(loop, 'ElementOfLoop')) {
      if (map ? element.sequence && args.length > 1 : !element.sequence) return refuse(mixed(argument.span));
      const own = counted.find(({ body }) => body.includes(element));
      gathering.set(element, { type, loop: own, item, values, keys });
    }
    // What is hoisted is caught by the statement around.
    for (const statement of lowerStatement(routine.plain(), loop)) hoist(statement);
  }
  return { values, keys };
}

const mixed = (span: Span): ReturnType<typeof unsupportedExpression> =>
  unsupportedExpression(span, 'this iteration in a qualified expression');

/** What one iteration adds. */
export function lowerElementOfLoop(rc: BodyBuilder, s: ElementOfLoop): PlStatement[] {
  const place = gathering.get(s);
  if (!place) return refuse(mixed(s.span));
  const { type, values, keys } = place;
  const { span } = s;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const key = keys && keyOf(ex, s, place, keys);
  const value = place.item(ex, type, { kind: 'Argument', span, value: s.value });
  if (!keys || !key) return [...before, append(type, values, value, span)];
  return [...before, ...appendEntry(keys, values, key, value, span)];
}

/** `keys[n + 1] := key; elements[n + 1] := value`. */
function appendEntry(keys: PgExpr, values: PgExpr, key: PgExpr, value: PgExpr, span: Span): PlStatement[] {
  const last = b.call(span, 'cardinality', keys);
  return [
    b.assign(span, b.subscript(span, keys, b.binary(span, '+', last, b.num(span, 1))), key),
    b.assign(span, b.subscript(span, values, last), value),
  ];
}

/** The key of INDEX, the next place with SEQUENCE, or the iterand. */
function keyOf(ex: ExprContext, s: ElementOfLoop, { type, loop }: Gathered, keys: PgExpr): PgExpr {
  const { span } = s;
  const text = keyType(type).kind === 'varchar2';
  if (s.sequence) {
    if (text) return refuse(mixed(span));
    return b.binary(span, '+', b.call(span, 'cardinality', keys), b.num(span, 1));
  }
  if (s.index) return lowerKey(ex, type, s.index);
  const symbol = loop && ex.unit.analysis.declaredBy(loop);
  const routine = ex.routine;
  if (symbol?.kind !== 'variable' || !routine) return refuse(mixed(span));
  if (symbol.type.kind !== (text ? 'varchar2' : 'plsInteger')) return refuse(mixed(span));
  return b.cast(span, routine.variable(symbol, { sql: false }), pgTypeOf(ex.unit.naming, symbol.type, 'variable'));
}

/** `elements[n + 1] := value`. */
function append(type: CollectionTypeSymbol, values: PgExpr, value: PgExpr, span: Span): PlStatement {
  const count = b.call(span, 'coalesce', b.call(span, 'cardinality', values), b.num(span, 0));
  const next =
    type.limit === undefined
      ? b.binary(span, '+', count, b.num(span, 1))
      : b.ora(span, 'extended', count, b.num(span, 1), b.num(span, type.limit));
  return b.assign(span, b.subscript(span, values, next), value);
}
