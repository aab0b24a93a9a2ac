import { mapTree } from '../../../../ir/map-tree.js';
import type { PgExpr, PlDeclaration, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import type { LoweredColumn } from '../../tables/column.js';

type WithDefault = LoweredColumn & { readonly onNull: PgExpr };

/**
 * DEFAULT ON NULL as statements of a trigger: `if new.a is null then new.a := …`. Columns that draw from one sequence
 * share the number of the row, which the first of them takes. (SQL Language Reference, "CREATE TABLE", DEFAULT; "How to
 * Use Sequence Values")
 */
export function defaultsOnNull(
  columns: readonly LoweredColumn[],
  span: Span,
): { readonly declarations: readonly PlDeclaration[]; readonly body: readonly PlStatement[] } {
  const withDefault = columns.filter((c): c is WithDefault => c.onNull !== undefined);
  const drawn = withDefault.flatMap((c) => [...new Set(sequencesOf(c.onNull))]);
  const shared = [...new Set(drawn.filter((name, i) => drawn.indexOf(name) !== i))];
  const numberOf = (sequence: string): string =>
    shared.length > 1 ? `drawn_${shared.indexOf(sequence) + 1}` : 'drawn';
  const body = withDefault.map(({ definition, onNull }) => {
    const column = b.column(span, 'new', definition.name);
    const before: PlStatement[] = [];
    const value = mapTree(onNull, (node) => {
      const sequence = sequenceDrawn(node as PgExpr);
      if (sequence === undefined || !shared.includes(sequence)) return undefined;
      const number = b.column(span, numberOf(sequence));
      before.push(b.assign(span, number, b.coalesce(span, number, node as PgExpr)));
      return number;
    });
    return b.ifThen(span, b.isNull(span, column), [...before, b.assign(span, column, value)]);
  });
  const declarations = shared.map((sequence): PlDeclaration => {
    return { kind: 'PlVariable', span, name: numberOf(sequence), type: pgTypes.bigint };
  });
  return { declarations, body };
}

function sequencesOf(value: PgExpr): readonly string[] {
  const found: string[] = [];
  mapTree(value, (node) => {
    const sequence = sequenceDrawn(node as PgExpr);
    if (sequence !== undefined) found.push(sequence);
    return undefined;
  });
  return found;
}

/** The sequence of `nextval('hr.s')`. */
function sequenceDrawn(node: PgExpr): string | undefined {
  if (node.kind !== 'PgCall' || node.name.at(-1) !== 'nextval') return undefined;
  const [name] = node.args;
  return name?.kind === 'PgString' ? name.value : undefined;
}
