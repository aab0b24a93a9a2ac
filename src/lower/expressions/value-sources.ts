import type { Analysis, BoundArgument } from '../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { CursorForLoop, Expr, Insert, IntoClause, Query, Update } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import { remembered } from '../remembered.js';

/** What holds values: a variable, the result of a routine, the fields of a name in records, a table's column. */
export type Carrier = VariableSymbol | RoutineSymbol | `field ${string}` | `column ${string}`;

/** What a carrier is given: an expression, what another one holds, or what a query of columns gives. */
export type ValueSource = Expr | { readonly kind: 'carrier'; readonly carrier: Carrier } | { readonly kind: 'rows' };

/** By carrier, all that the inputs give to it. */
export const valueSources = remembered((analysis: Analysis): ReadonlyMap<Carrier, readonly ValueSource[]> => {
  const finder = new SourceFinder(analysis);
  for (const unit of analysis.units) finder.visit(unit, undefined);
  return finder.sources;
});

/** The carrier that a name or chain means. */
export function carrierOf(analysis: Analysis, expr: Expr): Carrier | undefined {
  if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member') return undefined;
  const { base, steps } = analysis.resolve(expr);
  const field = steps.findLast((step) => step.kind === 'field');
  if (field)
    return base.kind === 'variable' && base.variable.storage === 'loopRecord'
      ? fieldOfLoop(base.variable, field.name)
      : `field ${field.name}`;
  if (base.kind === 'variable') return base.variable;
  if (base.kind === 'column' && base.source.relation) return columnOf(base.source.relation, base.column.name);
  return base.kind === 'routine' && steps.length === 0 ? base.routine : undefined;
}

/** The records of two loops have nothing to do with each other. */
const fieldOfLoop = ({ span }: VariableSymbol, name: string): Carrier =>
  `field ${String(span.file)}:${String(span.start)} ${name}`;

const columnOf = ({ owner, name }: RelationSymbol, column: string): Carrier =>
  `column ${owner ?? ''}.${name}.${column}`;

class SourceFinder {
  readonly sources = new Map<Carrier, ValueSource[]>();
  constructor(private readonly analysis: Analysis) {}

  visit(root: OracleNode, routine: RoutineSymbol | undefined): void {
    walk(root, (node) => {
      if (node.kind === 'RoutineDefinition' && node !== root) {
        const symbol = this.analysis.declaredBy(node);
        this.visit(node, symbol?.kind === 'routine' ? symbol : routine);
        return false;
      }
      this.note(node, routine);
      return true;
    });
  }

  private note(node: OracleNode, routine: RoutineSymbol | undefined): void {
    switch (node.kind) {
      case 'Assignment':
        this.give(node.target, node.value);
        return;
      case 'VariableDeclaration': {
        const symbol = node.initial && this.analysis.declaredBy(node);
        if (symbol?.kind === 'variable' && node.initial) this.add(symbol, node.initial);
        return;
      }
      case 'Return':
        if (node.value && routine) this.add(routine, node.value);
        return;
      case 'SelectInto':
        if (node.query.body.kind === 'Select' && node.query.body.into) this.fromQuery(node.query.body.into, node.query);
        return;
      case 'Fetch':
        this.fromQuery(node.into, this.queryOf(node.cursor));
        return;
      case 'CursorForLoop':
        this.fromLoop(node);
        return;
      case 'Insert':
        this.fromInsert(node);
        return;
      case 'Update':
        this.fromUpdate(node);
        return;
      case 'Call':
      case 'Name': {
        const { base } = this.analysis.resolve(node);
        if (base.kind === 'routine') for (const arg of base.args) this.pass(arg);
        return;
      }
      default:
    }
  }

  private add(carrier: Carrier, source: ValueSource): void {
    const known = this.sources.get(carrier);
    if (known) known.push(source);
    else this.sources.set(carrier, [source]);
  }

  private give(target: Expr, source: ValueSource): void {
    const carrier = carrierOf(this.analysis, target);
    if (carrier) this.add(carrier, source);
  }

  private pass({ parameter: { variable, mode }, actual }: BoundArgument): void {
    if (!actual) return;
    if (mode !== 'OUT') this.add(variable, actual);
    if (mode !== 'IN') this.give(actual, { kind: 'carrier', carrier: variable });
  }

  private queryOf(cursor: Expr): Query | undefined {
    if (cursor.kind !== 'Name') return undefined;
    const { base } = this.analysis.resolve(cursor);
    return base.kind === 'cursor' ? base.cursor.query : undefined;
  }

  private fromInsert({ target, columns, source }: Insert): void {
    const relation = this.analysis.sourceOf(target)?.relation;
    if (!relation) return;
    const names = columns?.map((c) => c.parts.at(-1)?.name) ?? relation.columns.map((c) => c.name);
    const rows = source.kind === 'Query' ? [itemsOf(source)] : source.rows;
    for (const row of rows)
      for (const [i, value] of row.entries()) {
        const name = names[i];
        if (name !== undefined) this.add(columnOf(relation, name), value);
      }
  }

  private fromUpdate({ target, set }: Update): void {
    const relation = this.analysis.sourceOf(target)?.relation;
    if (!relation) return;
    for (const item of set)
      if (item.kind === 'SetColumn') this.add(columnOf(relation, item.column.parts.at(-1)?.name ?? ''), item.value);
  }

  private fromLoop(loop: CursorForLoop): void {
    const { source } = loop;
    const symbol = this.analysis.declaredBy(loop);
    const cursor = source.kind === 'NamedCursor' ? this.analysis.symbolOf(source.cursor) : undefined;
    const query = source.kind === 'Query' ? source : cursor?.kind === 'cursor' ? cursor.query : undefined;
    if (symbol?.kind !== 'variable' || !query) return;
    const items = itemsOf(query);
    for (const [i, { name }] of this.analysis.columnsOf(query).entries())
      this.add(fieldOfLoop(symbol, name), items[i] ?? { kind: 'rows' });
  }

  /** Each target gets its item; a record, each field its own. */
  private fromQuery({ targets }: IntoClause, query: Query | undefined): void {
    const items = query ? itemsOf(query) : [];
    const [only] = targets;
    const row = targets.length === 1 && only ? this.analysis.typeOf(only) : undefined;
    const rows: ValueSource = { kind: 'rows' };
    const itemAt = (i: number): ValueSource => items[i] ?? rows;
    if (row?.kind === 'record') for (const [i, { name }] of row.fields.entries()) this.add(`field ${name}`, itemAt(i));
    else for (const [i, target] of targets.entries()) this.give(target, itemAt(i));
  }
}

/** The values that a query gives; none where `*` stands among them. */
export function itemsOf({ body }: Query): readonly Expr[] {
  if (body.kind !== 'Select') return [];
  const values = body.items.map((item) => (item.kind === 'SelectItem' ? item.value : undefined));
  return values.every((value) => value !== undefined) ? values : [];
}
