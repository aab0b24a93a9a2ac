import type { Analysis, BoundArgument } from '../../analyze/analysis.js';
import type { RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { CursorForLoop, Expr, IntoClause, Query } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import { remembered } from '../remembered.js';

/** What holds a TIMESTAMP WITH TIME ZONE: a variable, the result of a routine, the fields of a name in records. */
export type ZoneCarrier = VariableSymbol | RoutineSymbol | `field ${string}`;

/** What a carrier is given: an expression, what another one holds, or what a query of columns gives. */
export type ZoneSource = Expr | { readonly kind: 'carrier'; readonly carrier: ZoneCarrier } | { readonly kind: 'rows' };

/** Is it a TIMESTAMP WITH TIME ZONE, and not WITH LOCAL TIME ZONE? */
export const isZoned = (type: OracleType): boolean => type.kind === 'timestamp' && type.zone === 'zone';

/** By carrier, all that the inputs give to it. */
export const zoneSources = remembered((analysis: Analysis): ReadonlyMap<ZoneCarrier, readonly ZoneSource[]> => {
  const finder = new SourceFinder(analysis);
  for (const unit of analysis.units) finder.visit(unit, undefined);
  return finder.sources;
});

/** The carrier that a name or chain means. */
export function zoneCarrier(analysis: Analysis, expr: Expr): ZoneCarrier | undefined {
  if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member') return undefined;
  const { base, steps } = analysis.resolve(expr);
  const field = steps.findLast((step) => step.kind === 'field');
  if (field)
    return base.kind === 'variable' && base.variable.storage === 'loopRecord'
      ? fieldOfLoop(base.variable, field.name)
      : `field ${field.name}`;
  if (base.kind === 'variable') return base.variable;
  return base.kind === 'routine' && steps.length === 0 ? base.routine : undefined;
}

/** The records of two loops have nothing to do with each other. */
const fieldOfLoop = ({ span }: VariableSymbol, name: string): ZoneCarrier =>
  `field ${String(span.file)}:${String(span.start)} ${name}`;

class SourceFinder {
  readonly sources = new Map<ZoneCarrier, ZoneSource[]>();
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
      case 'Return':
        if (node.value && routine) this.add(routine, node.value);
        return;
      case 'SelectInto':
        if (node.query.body.kind === 'Select' && node.query.body.into)
          this.fromQuery(node.query.body.into, node.query);
        return;
      case 'Fetch':
        this.fromQuery(node.into, this.queryOf(node.cursor));
        return;
      case 'CursorForLoop':
        this.fromLoop(node);
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

  private add(carrier: ZoneCarrier, source: ZoneSource): void {
    const known = this.sources.get(carrier);
    if (known) known.push(source);
    else this.sources.set(carrier, [source]);
  }

  private give(target: Expr, source: ZoneSource): void {
    const carrier = zoneCarrier(this.analysis, target);
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

  private fromLoop(loop: CursorForLoop): void {
    const { source } = loop;
    const symbol = this.analysis.declaredBy(loop);
    const cursor = source.kind === 'NamedCursor' ? this.analysis.symbolOf(source.cursor) : undefined;
    const query = source.kind === 'Query' ? source : cursor?.kind === 'cursor' ? cursor.query : undefined;
    if (symbol?.kind !== 'variable' || !query) return;
    const items = query.body.kind === 'Select' ? query.body.items : [];
    const isPlain = items.every(({ value }) => value.kind !== 'Star');
    for (const [i, { name }] of this.analysis.columnsOf(query).entries())
      this.add(fieldOfLoop(symbol, name), (isPlain ? items[i]?.value : undefined) ?? { kind: 'rows' });
  }

  /** Each target gets its item; a record, each field its own. */
  private fromQuery({ targets }: IntoClause, query: Query | undefined): void {
    const { body } = query ?? {};
    const items = body?.kind === 'Select' ? body.items : [];
    const [only] = targets;
    const row = targets.length === 1 && only ? this.analysis.typeOf(only) : undefined;
    const rows: ZoneSource = { kind: 'rows' };
    const itemAt = (i: number): ZoneSource => {
      const item = items.some(({ value }) => value.kind === 'Star') ? undefined : items[i];
      return item?.value ?? rows;
    };
    if (row?.kind === 'record') for (const [i, { name }] of row.fields.entries()) this.add(`field ${name}`, itemAt(i));
    else for (const [i, target] of targets.entries()) this.give(target, itemAt(i));
  }
}
