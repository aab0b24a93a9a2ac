import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Compilation } from '../../compile.js';
import type { Expr, Join, TableConstraint } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Span } from '../../ir/span.js';
import { walk } from '../../ir/walk.js';
import type { Lineage } from '../lineage/edges.js';
import type { FlowGraph } from '../lineage/graph.js';
import type { Reader } from '../lineage/inputs.js';
import type { ObjectEntry } from './objects.js';
import { oracleTypeText } from './type-ranges.js';

/** One table refers to another: the columns of `from` hold keys of `to`. */
export interface Relationship {
  /** Indexes of objects. */
  readonly from: number;
  readonly to: number;
  readonly columns: readonly string[];
  readonly referenced: readonly string[];
  /** The constraint's name; undefined where the relationship is inferred. */
  readonly constraint?: string;
  readonly declared: boolean;
  /** 1 for declared ones; below, how sure the evidence makes it. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** Why a relationship is believed to be there. */
interface Evidence {
  readonly kind: 'constraint' | 'join' | 'names' | 'key' | 'types';
  readonly text: string;
  readonly span?: Span;
}

interface TableColumn {
  readonly table: RelationSymbol;
  readonly column: string;
}

/**
 * Declared foreign keys, and those that code implies: columns that views, queries, cursors and DML compare for equality
 * with the key of another table, directly or through views and variables. Confidence: 0.5 for the comparison with a
 * key, and more for each further sign (other places, names, types, columns compared with each other and not by way of
 * variables). What has no further sign is left out.
 */
export function relationships(
  compilation: Compilation,
  objects: readonly ObjectEntry[],
  lineage: Lineage,
): readonly Relationship[] {
  const tables = new Map<RelationSymbol, number>();
  for (const o of objects) {
    const symbol = o.unit.unit.kind === 'CreateTable' ? compilation.analysis.declared(o.unit.unit) : undefined;
    if (symbol?.kind === 'relation') tables.set(symbol, o.index);
  }
  const declared = declaredKeys(compilation, tables);
  return [...declared, ...inferred(compilation, tables, declared, lineage)];
}

function declaredKeys(compilation: Compilation, tables: ReadonlyMap<RelationSymbol, number>): readonly Relationship[] {
  const found: Relationship[] = [];
  for (const [table, from] of tables) {
    const nodes = [table.definition, ...(table.alters ?? [])].filter((n) => n !== undefined);
    for (const node of nodes)
      walk(node, (child) => {
        const key = foreignKey(child, node);
        if (!key) return;
        const target = compilation.analysis.catalog.lookup(
          key.table.parts.map((p) => p.name),
          table.owner,
        );
        const to = target?.kind === 'relation' ? tables.get(target) : undefined;
        if (to === undefined || target?.kind !== 'relation') return;
        const primary = target.keys.find((k) => k.primary)?.columns ?? [];
        const name = key.state.name?.name;
        found.push({
          from,
          to,
          columns: key.columns,
          referenced: key.referenced ?? primary,
          constraint: name,
          declared: true,
          confidence: 1,
          evidence: [{ kind: 'constraint', text: name ? `constraint ${name}` : 'a constraint', span: key.span }],
        });
      });
  }
  return found;
}

/** A foreign key of a table or of one of its columns. */
function foreignKey(
  node: OracleNode,
  root: OracleNode,
):
  | (Pick<Extract<TableConstraint, { kind: 'ForeignKey' }>, 'table' | 'state' | 'span'> & {
      readonly columns: readonly string[];
      readonly referenced?: readonly string[];
    })
  | undefined {
  if (node.kind === 'ForeignKey') {
    return { ...node, columns: node.columns.map((c) => c.name), referenced: node.referenced?.map((c) => c.name) };
  }
  if (node.kind !== 'ColumnReferences') return undefined;
  let column = '';
  walk(root, (n) => {
    const { constraints } = n as { constraints?: readonly unknown[] };
    if (n.kind === 'ColumnDefinition' && constraints?.includes(node)) column = n.name.name;
  });
  return { ...node, columns: [column], referenced: node.columns?.map((c) => c.name) };
}

interface Candidate {
  readonly from: TableColumn;
  readonly to: TableColumn;
  readonly places: Span[];
  /** Columns of SQL were compared, without a variable between them. */
  isDirect: boolean;
}

function inferred(
  compilation: Compilation,
  tables: ReadonlyMap<RelationSymbol, number>,
  declared: readonly Relationship[],
  lineage: Lineage,
): readonly Relationship[] {
  const comparisons = new Comparisons(compilation, tables, declared, lineage);
  // Reading adds what queries give to the graph: once all is read, what is reached is worked out once.
  for (const { unit } of compilation.units) walk(unit, (node) => comparisons.read(node));
  for (const { unit } of compilation.units) walk(unit, (node) => comparisons.note(node));
  return comparisons
    .candidates()
    .map((c) => judged(c, tables))
    .filter((r) => r.confidence >= least)
    .sort(
      (a, b) =>
        b.confidence - a.confidence || a.from - b.from || ((a.columns[0] ?? '') < (b.columns[0] ?? '') ? -1 : 1),
    );
}

/** Which columns of tables programs compare that no constraint relates. */
class Comparisons {
  private readonly found = new Map<string, Candidate>();
  private readonly known: ReadonlySet<string>;
  private readonly byName: ReadonlyMap<string, RelationSymbol>;
  private readonly areSiblings: (a: TableColumn, b: TableColumn) => boolean;

  constructor(
    private readonly compilation: Compilation,
    private readonly tables: ReadonlyMap<RelationSymbol, number>,
    declared: readonly Relationship[],
    private readonly lineage: Lineage,
  ) {
    this.known = new Set(
      declared.flatMap((r) => r.columns.map((c, i) => `${r.from}.${c} ${r.to}.${r.referenced[i] ?? ''}`)),
    );
    this.byName = new Map([...tables.keys()].map((table) => [`${table.owner}.${table.name}`, table]));
    this.areSiblings = siblingTest(declared, tables);
  }

  candidates(): readonly Candidate[] {
    return [...this.found.values()];
  }

  /** Has the graph know all that is compared. */
  read(node: OracleNode): void {
    const { reader } = this.lineage;
    switch (node.kind) {
      case 'Binary':
        if (node.op === '=') for (const side of [node.left, node.right]) if (isNamed(side)) reader.inputs(side);
        return;
      case 'InQuery':
        reader.outputs(node.query);
        if (isNamed(node.operand)) reader.inputs(node.operand);
        return;
      default:
    }
  }

  note(node: OracleNode): void {
    switch (node.kind) {
      case 'Binary': {
        const { op, left, right, span } = node;
        if (op === '=')
          this.compare(this.originsOf(left), this.originsOf(right), {
            span,
            isDirect: this.isColumn(left) && this.isColumn(right),
          });
        return;
      }
      case 'InQuery': {
        const { graph, reader } = this.lineage;
        const [first = []] = reader.outputs(node.query);
        const given = first.flatMap((i) => (i.copy ? columnsOfNode(graph, this.byName, i.node) : []));
        this.compare(this.originsOf(node.operand), given, { span: node.span, isDirect: true });
        return;
      }
      case 'Join':
        for (const { name } of node.using ?? [])
          this.compare(this.columnOfSide(node.left, name), this.columnOfSide(node.right, name), {
            span: node.span,
            isDirect: true,
          });
        return;
      default:
    }
  }

  private compare(
    left: readonly TableColumn[],
    right: readonly TableColumn[],
    { span, isDirect }: { readonly span: Span; readonly isDirect: boolean },
  ): void {
    for (const a of left)
      for (const b of right) {
        const pair = directed(a, b);
        if (!pair) continue;
        const [from, to] = pair;
        const key = `${this.tables.get(from.table)}.${from.column} ${this.tables.get(to.table)}.${to.column}`;
        if (this.known.has(key) || this.areSiblings(from, to)) continue;
        const candidate = this.found.get(key) ?? { from, to, places: [], isDirect: false };
        candidate.places.push(span);
        candidate.isDirect ||= isDirect;
        this.found.set(key, candidate);
      }
  }

  private isColumn(expr: Expr): boolean {
    return (
      expr.kind === 'OuterJoinMark' ||
      (expr.kind === 'Name' && this.compilation.analysis.resolve(expr).base.kind === 'column')
    );
  }

  private originsOf(expr: Expr): readonly TableColumn[] {
    const { graph, reader } = this.lineage;
    return tableColumns(graph, reader, this.byName, expr);
  }

  private columnOfSide(item: Join['left'], column: string): readonly TableColumn[] {
    const relation = this.compilation.analysis.sourceOf(item)?.relation;
    const table = relation && this.byName.get(`${relation.owner}.${relation.name}`);
    return table ? [{ table, column }] : [];
  }
}

/** Whether two columns refer to one key: they are compared because of it. */
function siblingTest(
  declared: readonly Relationship[],
  tables: ReadonlyMap<RelationSymbol, number>,
): (a: TableColumn, b: TableColumn) => boolean {
  // Two columns that refer to one key are compared because of it.
  const parents = new Map<string, Set<string>>();
  for (const r of declared)
    for (const [i, c] of r.columns.entries()) {
      const own = parents.get(`${r.from}.${c}`) ?? new Set();
      parents.set(`${r.from}.${c}`, own.add(`${r.to}.${r.referenced[i] ?? ''}`));
    }
  const areSiblings = (a: TableColumn, b: TableColumn): boolean => {
    const [left, right] = [a, b].map((c) => parents.get(`${tables.get(c.table)}.${c.column}`));
    return left !== undefined && right !== undefined && [...left].some((p) => right.has(p));
  };
  return areSiblings;
}

/** The columns of tables whose values an expression has unchanged; few enough to mean something. */
function tableColumns(
  graph: FlowGraph,
  reader: Reader,
  byName: ReadonlyMap<string, RelationSymbol>,
  expr: Expr,
): readonly TableColumn[] {
  if (!isNamed(expr)) return [];
  const found = reader.inputs(expr).flatMap((i) => (i.copy ? columnsOfNode(graph, byName, i.node) : []));
  return found.length > 3 ? [] : found;
}

const isNamed = ({ kind }: Expr): boolean => kind === 'Name' || kind === 'OuterJoinMark' || kind === 'Member';

/** Through views to tables. */
function columnsOfNode(
  graph: FlowGraph,
  byName: ReadonlyMap<string, RelationSymbol>,
  node: string,
  depth = 0,
): readonly TableColumn[] {
  const found: TableColumn[] = [];
  for (const [id, copy] of graph.columnsBehind(node)) {
    const ref = copy ? graph.columnOf(id) : undefined;
    if (!ref) continue;
    const table = byName.get(`${ref.owner}.${ref.relation}`);
    if (table) found.push({ table, column: ref.column });
    else if (depth < 5)
      for (const flow of graph.flowsInto(id))
        if (flow.copy) found.push(...columnsOfNode(graph, byName, flow.from, depth + 1));
  }
  return found;
}

/** Which of two compared columns refers to which: the key of a table is what is referred to. */
function directed(a: TableColumn, b: TableColumn): readonly [from: TableColumn, to: TableColumn] | undefined {
  if (a.table === b.table && a.column === b.column) return undefined;
  const isKey = (c: TableColumn): boolean =>
    c.table.keys.some((k) => k.columns.length === 1 && k.columns[0] === c.column);
  const [left, right] = [isKey(a), isKey(b)];
  if (left === right) return undefined;
  return left ? [b, a] : [a, b];
}

/** Below this an inferred relationship is a guess. */
const least = 0.6;

function judged({ from, to, places, isDirect }: Candidate, tables: ReadonlyMap<RelationSymbol, number>): Relationship {
  const distinct = [...new Map(places.map((p) => [`${p.file}:${p.start}`, p])).values()];
  const types = [from, to].map((c) => c.table.columns.find((x) => x.name === c.column)?.type);
  const evidence: Evidence[] = distinct
    .slice(0, 5)
    .map((span) => ({ kind: 'join', text: 'compared for equality', span }));
  let confidence = 0.5 + (isDirect ? 0.1 : 0) + Math.min(0.2, 0.1 * (distinct.length - 1));
  evidence.push({ kind: 'key', text: `${to.column} is a key of ${to.table.name}` });
  if (areNamedAlike(from, to)) {
    confidence += 0.2;
    evidence.push({ kind: 'names', text: `${from.column} names ${to.column} or ${to.table.name}` });
  }
  const [left, right] = types;
  if (left && right) {
    const same = oracleTypeText(left) === oracleTypeText(right);
    if (same) {
      confidence += 0.1;
      evidence.push({ kind: 'types', text: `both are ${oracleTypeText(left)}` });
    } else if (!isSameFamily(left, right)) {
      confidence -= 0.2;
      evidence.push({ kind: 'types', text: `${oracleTypeText(left)} and ${oracleTypeText(right)} differ` });
    }
  }
  return {
    from: tables.get(from.table) ?? -1,
    to: tables.get(to.table) ?? -1,
    columns: [from.column],
    referenced: [to.column],
    declared: false,
    confidence: Math.round(Math.min(0.95, confidence) * 100) / 100,
    evidence,
  };
}

/** Equal names, or one that ends in the other, or in the table's name: CUST_ID and ID of CUSTOMER. */
function areNamedAlike(from: TableColumn, to: TableColumn): boolean {
  const bare = (name: string): string => name.replace(/[^A-Z0-9]/gi, '').toUpperCase();
  const [a, b, table] = [bare(from.column), bare(to.column), bare(to.table.name)];
  if (a === b || a.endsWith(b) || b.endsWith(a)) return a.length > 2 || a === b;
  const stem = a.replace(/(ID|NO|NR|CODE|KEY|FK)$/, '');
  return stem.length > 2 && (table.startsWith(stem) || stem.startsWith(table));
}

function isSameFamily(a: OracleType, b: OracleType): boolean {
  const family = (t: OracleType): string => {
    switch (t.kind) {
      case 'number':
      case 'plsInteger':
      case 'binaryFloat':
      case 'binaryDouble':
        return 'number';
      case 'varchar2':
      case 'char':
        return 'text';
      default:
        return t.kind;
    }
  };
  return family(a) === family(b);
}
