import type { Expr, QueryBody, Select } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import type { Analysis, RowSource } from '../analysis.js';
import type { Carrier, ValueSource } from '../model/carrier.js';
import type { RelationSymbol, VariableSymbol } from '../model/symbols.js';

/** The carrier that a name, a chain or a query for one value means. */
export function carrierOf(analysis: Analysis, expr: Expr): Carrier | undefined {
  if (expr.kind === 'Subquery') return outputOf(expr.query.span, 0);
  if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member' && expr.kind !== 'CorrelationName')
    return undefined;
  const { base, steps } = analysis.resolve(expr);
  const field = steps.findLast((step) => step.kind === 'field');
  if (field)
    return base.kind === 'variable' && base.variable.storage === 'loopRecord'
      ? fieldOfLoop(base.variable, field.name)
      : `field ${field.name}`;
  if (base.kind === 'variable') return base.variable;
  if (base.kind === 'correlation')
    return base.relation && base.column ? columnCarrier(base.relation, base.name) : undefined;
  if (base.kind === 'column') return carrierOfColumn(analysis, base.source, base.column.name);
  return base.kind === 'routine' && steps.length === 0 ? base.routine : undefined;
}

/** The records of two loops have nothing to do with each other. */
export const fieldOfLoop = ({ span }: VariableSymbol, name: string): Carrier =>
  `field ${String(span.file)}:${String(span.start)} ${name}`;

/** The column of a table or view. */
export const columnCarrier = ({ owner, name }: RelationSymbol, column: string): Carrier =>
  `column ${owner ?? ''}.${name}.${column}`;

/** The column of a query, by its place. */
export const outputOf = ({ file, start, end }: Span, place: number): Carrier =>
  `output ${file}:${start}:${end} ${place}`;

function carrierOfColumn(analysis: Analysis, source: RowSource, name: string): Carrier | undefined {
  const { relation, rows, beforePivots } = source;
  if (relation) return columnCarrier(relation, name);
  if (rows?.kind === 'Query') {
    const place = source.columns.findIndex((column) => column.name === name);
    return place < 0 ? undefined : outputOf(rows.span, place);
  }
  // The columns of TABLE(collection) are the fields of its elements, or these themselves.
  if (rows) return name === 'COLUMN_VALUE' ? carrierOf(analysis, rows) : `field ${name}`;
  return beforePivots?.columns.some((column) => column.name === name)
    ? carrierOfColumn(analysis, beforePivots, name)
    : undefined;
}

/** By column of a query, what gives its values; of UNION, each branch; of MINUS, the first. */
export function outputsOf(analysis: Analysis, body: QueryBody): readonly (readonly ValueSource[])[] {
  switch (body.kind) {
    case 'Query':
      return outputsOf(analysis, body.body);
    case 'Select':
      return itemsOfSelect(analysis, body).map((item) => [item]);
    case 'SetOperation': {
      if (body.op === 'MINUS' || body.op === 'MINUS ALL') return outputsOf(analysis, body.left);
      const right = outputsOf(analysis, body.right);
      return outputsOf(analysis, body.left).map((left, i) => [...left, ...(right[i] ?? [])]);
    }
    case 'TableValues':
      return (body.rows[0] ?? []).map((_, i) => body.rows.flatMap((row) => row[i] ?? []));
  }
}

/** With what `*` stands for. */
function itemsOfSelect(analysis: Analysis, select: Select): readonly ValueSource[] {
  return select.items.flatMap(({ value }): readonly ValueSource[] => {
    if (value.kind !== 'Star') return [value];
    return analysis.expandStar(value, select).map(({ source, column }) => {
      const carrier = carrierOfColumn(analysis, source, column.name);
      return carrier === undefined ? { kind: 'rows' } : { kind: 'carrier', carrier };
    });
  });
}
