import type { Analysis } from '../../../analyze/analysis.js';
import { identifier, qualifiedName } from '../../../ir/made-nodes.js';
import { mapTree } from '../../../ir/map-tree.js';
import type {
  AtTimeZone,
  ColumnDefinition,
  Expr,
  Identifier,
  Insert,
  Merge,
  QualifiedName,
  ScriptUnit,
  Select,
  SetItem,
  TypeRef,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { zoneOrigin } from '../../expressions/datetime/instants.js';
import { type Row, ZoneFlow } from './zone-flow.js';
import { isOwnZone, sessionZone, zoneBeside } from './zone-origin.js';
import { type ZonedPlace, ZonedPlaces } from './zoned-places.js';

/*
 * A timestamptz is an instant. Where the inputs show the zone of a column or a local variable of TIMESTAMP WITH TIME
 * ZONE, it is kept in one of its own, which is written with it:
 *   insert into d (t) values (timestamp '2024-01-01 12:00:00 +02:00')
 *     → insert into d (t, t_zone) values (timestamp '2024-01-01 12:00:00 +02:00' at local, '+02:00')
 *   to_char(t, 'HH24:MI TZH')  →  to_char(t at time zone t_zone, 'HH24:MI TZH')
 * Only where all that the inputs do with it can be told; else it loses its zone and is reported. (SQL Language
 * Reference, "TIMESTAMP WITH TIME ZONE Data Type")
 */

/** The units with what keeps the zones, of which the analysis knows nothing yet; the same list where nothing does. */
export function withKeptZones<T extends { readonly unit: ScriptUnit }>(
  analysis: Analysis,
  units: readonly T[],
): readonly T[] {
  const trees = units.map(({ unit }) => unit);
  const places = new ZonedPlaces(analysis, trees);
  if (places.isEmpty) return units;
  const flow = new ZoneFlow(analysis, places, trees);
  const kept = flow.kept();
  if (kept.size === 0) return units;
  const rewriting = new ZoneRewriting(analysis, places, flow, kept);
  return units.map((one) => {
    const unit = rewriting.rewrite(one.unit);
    return unit === one.unit ? one : { ...one, unit };
  });
}

class ZoneRewriting {
  constructor(
    private readonly analysis: Analysis,
    private readonly places: ZonedPlaces,
    private readonly flow: ZoneFlow,
    private readonly kept: ReadonlySet<ZonedPlace>,
  ) {}

  rewrite<T extends OracleNode | readonly OracleNode[]>(tree: T): T {
    return mapTree(tree as OracleNode, (node) => this.changed(node)) as T;
  }

  private changed(node: OracleNode): object | undefined {
    switch (node.kind) {
      case 'CreateTable': {
        const columns = node.columns.flatMap((column) => this.column(node, column));
        return columns.length === node.columns.length ? undefined : { ...node, columns };
      }
      case 'VariableDeclaration': {
        const place = this.ifKept(this.places.declared(node));
        if (!place) return undefined;
        const { span, initial } = node;
        const zone = {
          ...node,
          name: identifier(span, place.beside),
          type: zoneType(span),
          notNull: false,
          initial: initial && this.zoneOf(initial),
          comments: undefined,
          trailingComment: undefined,
          blankBefore: undefined,
        };
        return [{ ...node, initial: initial && this.instant(initial) }, zone];
      }
      case 'Assignment': {
        const place = this.ifKept(this.places.named(node.target));
        if (!place) return undefined;
        // `t := t + interval '1' day`
        if (this.places.named(zoneOrigin(this.analysis, node.value)) === place) return undefined;
        const zone = { ...node, target: beside(node.target, place), value: this.zoneOf(node.value) };
        // The value may read the zone that the variable had.
        return [
          { ...node, value: this.instant(node.value), trailingComment: undefined },
          { ...zone, comments: undefined, blankBefore: undefined },
        ];
      }
      case 'Insert':
      case 'Merge':
        return this.insert(node);
      case 'Select':
        return this.select(node);
      case 'SetColumn':
        return this.set(node);
      case 'SelectItem': {
        const value = this.inZone(node.value);
        // The column keeps its name.
        return value && { ...node, value, alias: node.alias ?? lastPart(node.value) };
      }
      case 'Name':
      case 'Member':
        return this.inZone(node);
      default:
        return undefined;
    }
  }

  /** A place that is read for its zone, too. */
  private inZone(node: Expr): AtTimeZone | undefined {
    const place = this.ifKept(this.flow.readFor(node, this.kept));
    return place && { kind: 'AtTimeZone', span: node.span, operand: node, zone: beside(node, place), isOwn: true };
  }

  private ifKept(place: ZonedPlace | undefined): ZonedPlace | undefined {
    return place && this.kept.has(place) ? place : undefined;
  }

  private column(table: OracleNode, column: ColumnDefinition): readonly ColumnDefinition[] {
    const symbol = table.kind === 'CreateTable' ? this.analysis.declared(table) : undefined;
    const relation = symbol?.kind === 'relation' ? symbol : undefined;
    const place = this.ifKept(this.places.column(relation, column.name.name));
    if (!place) return [column];
    const { span, default: given } = column;
    const name = identifier(span, place.beside);
    const zone: ColumnDefinition = {
      kind: 'ColumnDefinition',
      span,
      name,
      type: zoneType(span),
      default: (given && this.zoneOf(given)) ?? sessionZone(span),
      invisible: true,
      zoneOf: column.name,
      constraints: [],
    };
    return [{ ...column, zoneIn: name, default: given && this.instant(given) }, zone];
  }

  private insert(node: Insert | Merge): object | undefined {
    const known = this.flow.inserts.get(node);
    const row = known && this.keptIn(known.row);
    if (!known || !row || row.length === 0) return undefined;
    const columns = [...known.columns, ...row.map(({ place }) => place.beside)].map((c) => columnName(c, node.span));
    return node.kind === 'Merge' ? this.merge(node, columns, row) : this.insertInto(node, columns, row);
  }

  private insertInto(node: Insert, columns: readonly QualifiedName[], row: Row): Insert {
    const { source } = node;
    return {
      ...node,
      columns,
      source:
        source.kind === 'Query'
          ? this.rewrite(source)
          : { ...source, rows: source.rows.map((values) => this.values(values, row)) },
      returning: node.returning && this.rewrite(node.returning),
    };
  }

  private merge(node: Merge, columns: readonly QualifiedName[], row: Row): Merge {
    const { update, insert } = node;
    return {
      ...node,
      using: this.rewrite(node.using),
      on: this.rewrite(node.on),
      update: update && {
        set: this.rewrite(update.set),
        where: update.where && this.rewrite(update.where),
        deleteWhere: update.deleteWhere && this.rewrite(update.deleteWhere),
      },
      insert: insert && {
        columns,
        values: this.values(insert.values, row),
        where: insert.where && this.rewrite(insert.where),
      },
    };
  }

  private set(node: SetItem & { readonly kind: 'SetColumn' }): readonly SetItem[] | undefined {
    const place = this.ifKept(this.flow.sets.get(node));
    if (!place) return undefined;
    const column = { ...node.column, parts: lastNamed(node.column.parts, place.beside) };
    const value = this.zoneOf(node.value) ?? node.value;
    return [
      { ...node, value: this.instant(node.value) },
      { ...node, column, value },
    ];
  }

  private select(node: Select): Select | undefined {
    const row = this.keptIn(this.flow.selects.get(node) ?? []);
    if (row.length === 0) return undefined;
    const values = this.values(
      node.items.map(({ value }) => value),
      row,
    );
    const items = values.map((value, i) => {
      const written = node.items[i];
      if (written) return { ...written, value };
      const name = row[i - node.items.length]?.place.beside ?? '';
      const alias = node.into ? undefined : identifier(node.span, name);
      return { kind: 'SelectItem' as const, span: node.span, value, alias };
    });
    const { into, from, where, hierarchy } = node;
    return {
      ...node,
      items,
      from: this.rewrite(from),
      where: where && this.rewrite(where),
      hierarchy: hierarchy && this.rewrite(hierarchy),
      into: into && {
        ...into,
        targets: [...into.targets, ...row.map(({ at, place }) => beside(into.targets[at]!, place))],
      },
    };
  }

  /** The values of a row, and after them the zones of those that keep them. */
  private values(values: readonly Expr[], row: Row): readonly Expr[] {
    const places = new Set(row.map(({ at }) => at));
    return [
      ...values.map((value, at) => (places.has(at) ? this.instant(value) : this.rewrite(value))),
      ...row.map(({ at }) => this.zoneOf(values[at]!) ?? values[at]!),
    ];
  }

  private keptIn(row: Row): Row {
    return row.filter(({ place }) => this.kept.has(place));
  }

  /** The zone of a value, as an expression of its own. */
  private zoneOf(value: Expr): Expr | undefined {
    const origin = zoneOrigin(this.analysis, value);
    const place = this.places.named(origin);
    const zone = place ? beside(origin, place) : zoneBeside(this.analysis, origin, value.span);
    return zone && this.rewrite(zone);
  }

  /** The value without its zone, which is kept beside it. */
  private instant(value: Expr): Expr {
    const origin = zoneOrigin(this.analysis, value);
    if (!isOwnZone(this.analysis, origin)) return this.rewrite(value);
    const operand = this.rewrite(origin.kind === 'AtTimeZone' ? origin.operand : origin);
    const local: Expr = { kind: 'AtTimeZone', span: origin.span, operand, zone: 'LOCAL' };
    return origin === value ? local : mapTree(value, (node) => (node === origin ? local : this.changed(node)));
  }
}

function lastPart(expr: Expr): Identifier | undefined {
  if (expr.kind === 'Member') return expr.name;
  return expr.kind === 'Name' ? expr.parts.at(-1) : undefined;
}

/** What stands beside the place that an expression names. */
function beside(expr: Expr, place: ZonedPlace): Expr {
  if (expr.kind === 'Member') return { ...expr, name: identifier(expr.span, place.beside) };
  return expr.kind === 'Name' ? { ...expr, parts: lastNamed(expr.parts, place.beside) } : expr;
}

const lastNamed = (parts: readonly Identifier[], name: string): readonly Identifier[] =>
  parts.map((part, i) => (i === parts.length - 1 ? identifier(part.span, name) : part));

const columnName = (name: string, span: Span): QualifiedName => qualifiedName(span, identifier(span, name));

/** Long enough for the names of regions. */
const zoneType = (span: Span): TypeRef => ({
  kind: 'BuiltinTypeRef',
  span,
  name: 'VARCHAR2',
  precision: { kind: 'NumberLiteral', span, text: '64' },
});
