import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { intoOf } from '../../../analyze/resolve/plsql/into-clause.js';
import { lastName } from '../../../ir/dotted.js';
import { isAnyOf } from '../../../ir/kinds.js';
import { addUnder } from '../../../ir/lists-by-key.js';
import type {
  AlterTable,
  CursorForLoop,
  DmlTarget,
  Expr,
  Insert,
  Merge,
  QueryBody,
  ScriptUnit,
  Select,
  SetItem,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { forEachChild, walk } from '../../../ir/walk.js';
import { leavesAsRow } from '../../ddl/tables/zones-read.js';
import { tablesBehind } from '../../dml/tables-behind.js';
import { takesInstant, zoneOrigin } from '../../expressions/datetime/instants.js';
import { isOwnZone, saysItsZone } from './zone-origin.js';
import type { ZonedPlace, ZonedPlaces } from './zoned-places.js';

/** Units whose code is code: parts of definitions are not rewritten. */
const programs = [
  'AnonymousBlock',
  'CreateRoutine',
  'CreatePackage',
  'CreatePackageBody',
  'CreateTrigger',
  'CreateTypeBody',
  'CreateView',
  'QueryStatement',
  'Insert',
  'Update',
  'Delete',
  'Merge',
] as const;

/** The values of a row, by place in it, that go to places which may keep a zone. */
export type Row = readonly { readonly at: number; readonly place: ZonedPlace }[];

/** What the inputs do with the places that could keep their zone. */
export class ZoneFlow {
  /** Reads that show the zone. */
  private readonly shown = new Map<Expr, ZonedPlace>();
  /** INSERT and MERGE with the columns that they fill. */
  readonly inserts = new Map<Insert | Merge, { readonly columns: readonly string[]; readonly row: Row }>();
  /** Queries whose items are given to places. */
  readonly selects = new Map<Select, Row>();
  readonly sets = new Map<SetItem, ZonedPlace>();
  /** Places that are given or read in a way that loses the zone. */
  private readonly lost = new Set<ZonedPlace>();
  /** What each place is given. */
  private readonly given = new Map<ZonedPlace, Expr[]>();
  /** Reads that hand the value on, with where it goes to; targets of INTO that a query fills. */
  private readonly handedOn = new Map<OracleNode, ZonedPlace | undefined>();

  constructor(
    private readonly analysis: Analysis,
    private readonly places: ZonedPlaces,
    units: readonly ScriptUnit[],
  ) {
    for (const unit of units) this.visit(unit, undefined, isAnyOf(unit.kind, ...programs));
    for (const relation of places.tables) if (leavesAsRow(analysis, relation)) this.loseTable(relation);
  }

  /** The place that is read here for its zone, too: to show it, or for a place that keeps none. */
  readFor(node: Expr, kept: ReadonlySet<ZonedPlace>): ZonedPlace | undefined {
    const target = this.handedOn.get(node);
    return target && !kept.has(target) ? this.places.named(node) : this.shown.get(node);
  }

  /** The places that have to keep their zone and can: what is shown, and what these are given. */
  kept(): ReadonlySet<ZonedPlace> {
    const needed = new Set(this.shown.values());
    for (const place of needed)
      for (const value of this.lost.has(place) ? [] : this.valuesOf(place)) {
        const source = this.places.named(zoneOrigin(this.analysis, value));
        if (source) needed.add(source);
      }
    const kept = new Set([...needed].filter((place) => !this.lost.has(place)));
    for (let changed = true; changed; ) {
      changed = false;
      for (const place of kept)
        if (!this.valuesOf(place).every((value) => this.isTold(value, kept))) changed = kept.delete(place);
    }
    return this.withOwnZones(kept);
  }

  /** Those that may have another zone than the session or the server. */
  private withOwnZones(kept: ReadonlySet<ZonedPlace>): ReadonlySet<ZonedPlace> {
    const own = new Set<ZonedPlace>();
    for (let size = -1; size < own.size; ) {
      size = own.size;
      for (const place of kept)
        for (const value of this.valuesOf(place)) {
          const origin = zoneOrigin(this.analysis, value);
          const source = this.places.named(origin);
          if (source ? own.has(source) : isOwnZone(this.analysis, origin)) own.add(place);
        }
    }
    return own;
  }

  private valuesOf(place: ZonedPlace): readonly Expr[] {
    return this.given.get(place) ?? [];
  }

  /** Can the zone of the value be told, where these places keep theirs? */
  private isTold(value: Expr, kept: ReadonlySet<ZonedPlace>): boolean {
    const origin = zoneOrigin(this.analysis, value);
    const place = this.places.named(origin);
    return place ? kept.has(place) : saysItsZone(this.analysis, origin);
  }

  /** @param around what stands around the node, but for arguments */
  private visit(node: OracleNode, around: OracleNode | undefined, isCode: boolean): void {
    this.noteGiven(node);
    this.noteRead(node, around, isCode);
    const within = node.kind === 'Argument' ? around : node;
    forEachChild(node, (child) => this.visit(child, within, isCode));
  }

  private noteRead(node: OracleNode, around: OracleNode | undefined, isCode: boolean): void {
    if (node.kind === 'CorrelationName') {
      const { base } = this.analysis.resolve(node);
      if (base.kind === 'correlation') this.loseColumns(base.column?.name ?? base.name);
      return;
    }
    if (node.kind !== 'Name' && node.kind !== 'Member') return;
    for (const field of this.places.fieldsOfWhole(node)) this.lost.add(field);
    const place = this.places.named(node);
    if (!place || this.handedOn.has(node)) return;
    if (around?.kind === 'Assignment' && around.target === node) return;
    if (this.analysis.isWritten(node)) {
      this.lost.add(place);
      return;
    }
    if (takesInstant(this.analysis, node, around)) return;
    // Moments that are one group may have come in several zones.
    const isGroup = around !== undefined && isAnyOf(around.kind, 'GroupExpr', 'GroupList', 'GroupRollup', 'GroupCube');
    if (!isCode || isGroup) this.lost.add(place);
    else this.shown.set(node, place);
  }

  private noteGiven(node: OracleNode): void {
    switch (node.kind) {
      case 'Assignment':
        this.give(this.places.named(node.target), node.value);
        return;
      case 'VariableDeclaration':
        if (node.initial) this.give(this.places.declared(node), node.initial);
        return;
      case 'CreateTable': {
        const table = this.analysis.declared(node);
        if (table?.kind !== 'relation') return;
        for (const column of node.columns)
          if (column.default) this.give(this.places.column(table, column.name.name), column.default);
        return;
      }
      case 'SelectInto':
        this.selectInto(node.query.body);
        return;
      case 'CursorForLoop':
        this.loop(node);
        return;
      case 'Insert':
        this.insert(node);
        return;
      case 'Update':
        this.behindView(node.target);
        this.set(node.set, node.target);
        return;
      case 'Merge':
        this.merge(node);
        return;
      case 'MultiTableInsert':
        this.loseTablesIn(node);
        return;
      case 'AlterTable':
        this.alter(node);
        return;
      default:
    }
  }

  /** What is made of other values by days that are added is handed on with them. */
  private give(place: ZonedPlace | undefined, value: Expr): void {
    if (!place) return;
    this.handedOn.set(zoneOrigin(this.analysis, value), place);
    addUnder(this.given, place, value);
  }

  private selectInto(body: QueryBody): void {
    const into = intoOf(body);
    if (!into || into.bulk) return;
    const row = into.targets.flatMap((target, at) => {
      const place = this.places.named(target);
      return place ? [{ at, place }] : [];
    });
    if (row.length === 0) return;
    // Otherwise the targets are places that something else writes to.
    if (body.kind === 'Select' && this.giveItems(body, row))
      for (const { at } of row) this.handedOn.set(into.targets[at]!, undefined);
  }

  private loop(node: CursorForLoop): void {
    const record = this.analysis.declaredBy(node);
    if (record?.kind !== 'variable' || record.type.kind !== 'record' || node.source.kind !== 'Query') return;
    const places = this.places.fieldsOf(record);
    const row = record.type.fields.flatMap(({ name }, at) => {
      const place = places.get(name);
      return place ? [{ at, place }] : [];
    });
    const { body } = node.source;
    if (body.kind !== 'Select' || !this.giveItems(body, row)) this.lose(row);
  }

  /** The items of a query that can have more; false where it cannot. */
  private giveItems(select: Select, row: Row): boolean {
    if (!canHaveMore(select)) return false;
    const values = row.map(({ at }) => select.items[at]?.value);
    if (values.includes(undefined)) return false;
    for (const [i, { place }] of row.entries()) this.give(place, values[i]!);
    this.selects.set(select, row);
    return true;
  }

  private insert(node: Insert): void {
    const relation = this.behindView(node.target);
    const places = relation && this.places.columnsOf(relation);
    if (!relation || !places || places.size === 0) return;
    const columns = node.columns?.map(lastName) ?? shownColumns(relation);
    const row = rowOf(columns, places);
    const { source } = node;
    if (source.kind === 'Query') {
      const selects = branchesOf(source);
      if (!selects?.every((select) => this.giveItems(select, row))) this.lose(row);
    } else if (source.record) this.lose(row);
    else
      for (const values of source.rows)
        for (const { at, place } of row) {
          const value = values[at];
          if (value) this.give(place, value);
        }
    this.inserts.set(node, { columns, row });
  }

  private set(items: readonly SetItem[], target: DmlTarget): void {
    const relation = this.analysis.sourceOf(target)?.relation;
    if (!relation) return;
    const places = this.places.columnsOf(relation);
    if (places.size === 0) return;
    for (const item of items)
      switch (item.kind) {
        case 'SetColumn': {
          const place = places.get(lastName(item.column));
          if (!place) break;
          this.give(place, item.value);
          this.sets.set(item, place);
          break;
        }
        case 'SetColumns':
          this.lose(rowOf(item.columns.map(lastName), places));
          break;
        default:
          this.loseTable(relation);
      }
  }

  private merge(node: Merge): void {
    const relation = this.behindView(node.target);
    if (node.update) this.set(node.update.set, node.target);
    const places = relation && this.places.columnsOf(relation);
    if (!node.insert || !relation || !places || places.size === 0) return;
    const columns = node.insert.columns?.map(lastName) ?? shownColumns(relation);
    const row = rowOf(columns, places);
    for (const { at, place } of row) {
      const value = node.insert.values[at];
      if (value) this.give(place, value);
    }
    this.inserts.set(node, { columns, row });
  }

  /** The table that is written to; through a view its columns have other names, or go elsewhere. */
  private behindView(target: DmlTarget): RelationSymbol | undefined {
    const relation = this.analysis.sourceOf(target)?.relation;
    if (relation?.relation === 'table') return relation;
    for (const table of tablesBehind(this.analysis, target)) this.loseTable(table);
    return undefined;
  }

  private alter(node: AlterTable): void {
    const relation = this.analysis.symbolOf(node.name);
    const changes = node.actions.some(({ kind }) =>
      isAnyOf(kind, 'AddColumns', 'ModifyColumns', 'DropColumns', 'RenameColumn', 'OtherPartitionAction'),
    );
    if (changes && relation?.kind === 'relation') this.loseTable(relation);
  }

  private loseTablesIn(node: OracleNode): void {
    walk(node, (inner) => {
      const relation = inner.kind === 'TableRef' ? this.analysis.sourceOf(inner)?.relation : undefined;
      if (relation) this.loseTable(relation);
    });
  }

  private loseTable(relation: RelationSymbol): void {
    for (const place of this.places.columnsOf(relation).values()) this.lost.add(place);
  }

  /** Columns of any table: of which :NEW is a row, is not asked. */
  private loseColumns(name: string): void {
    for (const relation of this.places.tables) {
      const place = this.places.column(relation, name);
      if (place) this.lost.add(place);
    }
  }

  private lose(row: Row): void {
    for (const { place } of row) this.lost.add(place);
  }
}

const shownColumns = (relation: RelationSymbol): readonly string[] =>
  relation.columns.filter((c) => !c.hidden).map((c) => c.name);

const rowOf = (columns: readonly string[], places: ReadonlyMap<string, ZonedPlace>): Row =>
  columns.flatMap((column, at) => {
    const place = places.get(column);
    return place ? [{ at, place }] : [];
  });

/** Would one more item leave the rows of the query as they are? */
const canHaveMore = ({ quantifier, groupBy, having, windows, model, items }: Select): boolean =>
  (quantifier === undefined || quantifier === 'ALL') &&
  [groupBy, having, windows, model].every((part) => part === undefined) &&
  !items.some(({ value }) => value.kind === 'Star');

/** The branches of UNION ALL; undefined where a query has other parts. */
function branchesOf(body: QueryBody): readonly Select[] | undefined {
  switch (body.kind) {
    case 'Select':
      return [body];
    case 'Query':
      return branchesOf(body.body);
    case 'SetOperation': {
      const [left, right] = [branchesOf(body.left), branchesOf(body.right)];
      return body.op === 'UNION ALL' && left && right ? [...left, ...right] : undefined;
    }
    case 'TableValues':
      return undefined;
  }
}
