import type { PgExpr, PgType } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, isCall } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';

/** Cheap and without effects, so that it may be written more than once. */
export function isRepeatable(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgColumn':
    case 'PgNumber':
    case 'PgString':
    case 'PgNull':
    case 'PgBoolean':
    case 'PgTypedLiteral':
      return true;
    case 'PgCast':
    case 'PgUnary':
      return isRepeatable(value.operand);
    case 'PgRow':
      return value.items.every(isRepeatable);
    case 'PgField':
      return isRepeatable(value.operand);
    case 'PgSubscript':
      return isRepeatable(value.operand) && isRepeatable(value.index);
    case 'PgBinary':
      return isRepeatable(value.left) && isRepeatable(value.right);
    case 'PgCall':
      return (
        (value.name.join('.') === 'cardinality' ||
          ['subscript', 'map_at', 'loose_at', 'count_of', 'elem', 'sparse_elem'].includes(value.name[1] ?? '')) &&
        value.args.every(isRepeatable)
      );
    default:
      return false;
  }
}

/** A leaf: as short as a name. */
export function isLeaf(value: PgExpr): boolean {
  return (
    value.kind === 'PgColumn' ||
    value.kind === 'PgNumber' ||
    value.kind === 'PgString' ||
    value.kind === 'PgNull' ||
    value.kind === 'PgBoolean'
  );
}

/** The name of the package variable that the value is read from. */
function nameFor(value: PgExpr): string {
  const read = value.kind === 'PgCast' ? value.operand : value;
  const [key] = isCall(read, 'ora.package_get', 'ora.package_map', 'ora.package_list') ? read.args : [];
  const name = key?.kind === 'PgString' ? key.value.slice(key.value.lastIndexOf('.') + 1) : '';
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : 'collection';
}

/**
 * `make(value)` where the value is computed once: where it is not cheap to repeat it goes to a variable before the
 * statement or, where nothing can stand before, becomes the only column of a row of its own.
 */
export function once(ex: ExprContext, type: PgType, value: PgExpr, make: (value: PgExpr) => PgExpr): PgExpr {
  if (isRepeatable(value)) return make(value);
  const { span } = value;
  if (ex.hoist && ex.routine) {
    const variable = b.column(span, ex.routine.temporary(nameFor(value), type));
    ex.hoist(b.assign(span, variable, value));
    return make(variable);
  }
  return inRow(span, [value], ([column]) => make(column ?? value));
}

/** `make(values)`, with the values worked out once, as the columns of a row. */
export function inRow(span: Span, values: readonly PgExpr[], make: (columns: readonly PgExpr[]) => PgExpr): PgExpr {
  const nameOf = (i: number): string => madeUp(i === 0 ? '_value' : `_value_${i + 1}`);
  const row = b.select(span, { items: values.map((value, i) => b.item(span, value, nameOf(i))) });
  const columns = values.map((_, i) => b.column(span, madeUp('once'), nameOf(i)));
  return b.scalar(span, b.select(span, { items: [make(columns)], from: [b.derived(span, row, madeUp('once'))] }));
}
