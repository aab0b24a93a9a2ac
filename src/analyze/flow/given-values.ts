import { argumentsNamed } from '../../ir/arguments-named.js';
import { lastName } from '../../ir/dotted.js';
import { intosOf } from '../../ir/multi-table-insert.js';
import type {
  Call,
  CreateMaterializedView,
  CreateTable,
  CreateView,
  CursorForLoop,
  DmlTarget,
  ExecuteImmediate,
  Expr,
  Fetch,
  Insert,
  IntoClause,
  Member,
  Merge,
  MethodCallOnType,
  MultiTableInsert,
  Name,
  NamedCursor,
  New,
  OpenCursor,
  OpenFor,
  QualifiedName,
  Query,
  Returning,
  SetItem,
  UsingArgument,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Span } from '../../ir/span.js';
import { ofKinds, walkWhere } from '../../ir/walk.js';
import type { Analysis, BoundArgument } from '../analysis.js';
import { calledRoutines } from '../model/callees.js';
import type { TextRows } from '../model/carrier.js';
import type { ColumnInfo, RelationSymbol, RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import { bind } from '../names/overloads.js';
import { intoOf } from '../resolve/plsql/into-clause.js';

/*
 * Who gives values to whom: assignments, arguments, results, rows of queries and of DML. Which statement runs before
 * which is not looked at.
 */

/** Values by place: what a query gives, those of one row, or the fields of a record. */
export type GivenRow =
  | Query
  /** A number is the place of a column of `query`. */
  | { readonly kind: 'values'; readonly values: readonly (Expr | number)[]; readonly query?: Query }
  | { readonly kind: 'record'; readonly record: Expr }
  | TextRows;

/** Where values are given. */
export interface Giving {
  /** The statement, declaration or call that gives them. */
  readonly span: Span;
  /** The table of the trigger around it: what :NEW and :OLD are rows of. */
  readonly triggerTable: RelationSymbol | undefined;
}

/** What is around a node. */
interface Around {
  readonly routine: RoutineSymbol | undefined;
  readonly triggerTable: RelationSymbol | undefined;
}

const none: readonly BoundArgument[] = [];

/** What gives values, or tells what is around that. */
const givers = ofKinds(
  'RoutineDefinition',
  'CreateTrigger',
  'Assignment',
  'VariableDeclaration',
  'Return',
  'PipeRow',
  'Name',
  'Call',
  'Member',
  'New',
  'MethodCallOnType',
  'OpenCursor',
  'ExecuteImmediate',
  'SelectInto',
  'Fetch',
  'OpenFor',
  'CursorForLoop',
  'Query',
  'CreateView',
  'CreateMaterializedView',
  'CreateTable',
  'Insert',
  'MultiTableInsert',
  'Update',
  'Merge',
  'Returning',
);

/** Goes through units and says of each value that is given to whom; what is made of that is for a subclass to tell. */
export abstract class GivenValues {
  constructor(protected readonly analysis: Analysis) {}

  /** To what stands left of `:=`. */
  protected abstract toTarget(target: Expr, value: Expr, giving: Giving): void;
  /** To a variable at its declaration, and to a routine as its result or as one row of it. */
  protected abstract toSymbol(symbol: VariableSymbol | RoutineSymbol, value: Expr, giving: Giving): void;
  /** From an actual parameter to the formal one, or back, or both. */
  protected abstract toParameter(argument: BoundArgument, giving: Giving): void;
  /** To the columns of a table or view. */
  protected abstract toColumns(
    relation: RelationSymbol,
    columns: readonly string[],
    row: GivenRow,
    giving: Giving,
  ): void;
  /** To the targets of INTO, from a query that is not known where there is no `row`. */
  protected abstract toInto(into: IntoClause, row: GivenRow | undefined, giving: Giving): void;
  /** To the fields of the record of a cursor FOR loop. */
  protected abstract toLoopRecord(record: VariableSymbol, query: Query, giving: Giving): void;
  /** To a cursor variable, whose rows are those of a query from there on. */
  protected abstract toCursor(cursor: Expr, query: Query | TextRows, giving: Giving): void;
  /** From a cursor variable. */
  protected abstract fromCursor(cursor: Expr, into: IntoClause, giving: Giving): void;
  /** From a text of dynamic SQL to what it may change. */
  protected abstract toChanged(text: TextRows, giving: Giving): void;
  /** To those who read the columns of a query. */
  protected abstract toReaders(query: Query): void;

  follow(unit: OracleNode): void {
    this.visit(unit, this.within(unit, { routine: undefined, triggerTable: undefined }));
  }

  private visit(root: OracleNode, around: Around): void {
    walkWhere(root, givers, (node) => {
      const inner = node === root ? around : this.within(node, around);
      if (inner !== around) {
        this.visit(node, inner);
        return false;
      }
      this.node(node, around);
      return true;
    });
  }

  private within(node: OracleNode, around: Around): Around {
    if (node.kind === 'RoutineDefinition') {
      const symbol = this.analysis.declaredBy(node);
      return { ...around, routine: symbol?.kind === 'routine' ? symbol : undefined };
    }
    if (node.kind === 'CreateTrigger') {
      const symbol = this.analysis.declared(node);
      return { ...around, triggerTable: symbol?.kind === 'trigger' ? symbol.table : undefined };
    }
    return around;
  }

  private node(node: OracleNode, { routine, triggerTable }: Around): void {
    const giving = (): Giving => ({ span: node.span, triggerTable });
    switch (node.kind) {
      case 'Assignment':
        this.toTarget(node.target, node.value, giving());
        return;
      case 'VariableDeclaration': {
        const symbol = node.initial && this.analysis.declaredBy(node);
        if (symbol?.kind === 'variable' && node.initial) this.toSymbol(symbol, node.initial, giving());
        return;
      }
      case 'Return':
      case 'PipeRow':
        if (node.value && routine) this.toSymbol(routine, node.value, giving());
        return;
      case 'Name':
      case 'Call':
      case 'Member':
      case 'New':
      case 'MethodCallOnType':
        for (const argument of this.argumentsOf(node)) this.toParameter(argument, giving());
        if (node.kind === 'Call') this.ofDbmsSql(node, giving());
        return;
      case 'OpenCursor':
        this.toCursorParameters(node, giving());
        return;
      case 'ExecuteImmediate':
        this.executed(node, giving());
        return;
      case 'SelectInto': {
        const into = intoOf(node.query.body);
        if (into) this.toInto(into, node.query, giving());
        return;
      }
      case 'Fetch':
        this.fetch(node, giving());
        return;
      case 'OpenFor':
        this.openFor(node, giving());
        return;
      case 'CursorForLoop':
        this.loop(node, giving());
        return;
      case 'Query':
        this.toReaders(node);
        return;
      case 'CreateView':
      case 'CreateMaterializedView':
      case 'CreateTable':
        this.definition(node, giving());
        return;
      case 'Insert':
        this.insert(node, giving());
        return;
      case 'MultiTableInsert':
        this.multiTableInsert(node, triggerTable);
        return;
      case 'Update':
        this.set(node.set, node.target, giving());
        return;
      case 'Merge':
        this.merge(node, giving());
        return;
      case 'Returning':
        this.returning(node, giving());
        return;
      default:
    }
  }

  /** What a call gives to the parameters of each routine that may run. */
  private argumentsOf(node: Name | Call | Member | New | MethodCallOnType): readonly BoundArgument[] {
    const called = calledRoutines(this.analysis.resolve(node));
    if (called.length === 0) return none;
    return called.flatMap(({ callee, args }) =>
      args.map(({ parameter, actual }) => ({
        // Of a method that overrides another, the parameter of its own.
        parameter: callee.parameters.find((p) => p.variable.name === parameter.variable.name) ?? parameter,
        actual,
      })),
    );
  }

  private toCursorParameters({ cursor, args }: OpenCursor | NamedCursor, giving: Giving): void {
    const symbol = this.analysis.symbolOf(cursor);
    if (symbol?.kind !== 'cursor') return;
    for (const argument of bind(symbol, args) ?? []) this.toParameter(argument, giving);
  }

  private executed({ text, into, returning, using }: ExecuteImmediate, giving: Giving): void {
    const row = this.rowsOfText(text, using);
    for (const clause of [into, returning]) if (clause) this.toInto(clause, row, giving);
    for (const { span, mode, value } of using)
      if (mode !== 'IN') this.toInto({ kind: 'IntoClause', span, bulk: false, targets: [value] }, row, giving);
    this.toChanged(row, giving);
  }

  private openFor({ cursor, source, using }: OpenFor, giving: Giving): void {
    this.toCursor(cursor, source.kind === 'Query' ? source : this.rowsOfText(source.text, using), giving);
  }

  private rowsOfText(text: Expr, using: readonly UsingArgument[] | undefined): TextRows {
    return { kind: 'text', text: this.analysis.dynamicText(text), using: using?.map(({ value }) => value) };
  }

  /** Texts that DBMS_SQL executes, and the values that it hands back. (PL/SQL Packages and Types Reference, "DBMS_SQL") */
  private ofDbmsSql(node: Call, giving: Giving): void {
    const { base } = this.analysis.resolve(node);
    if (base.kind !== 'supplied' || base.package !== 'DBMS_SQL') return;
    const argument = argumentsNamed(base.args);
    if (base.member === 'PARSE') {
      const text = argument('STATEMENT', 1);
      if (text) this.toChanged(this.rowsOfText(text, undefined), giving);
      return;
    }
    const target = /^(?:COLUMN|VARIABLE)_VALUE/.test(base.member) ? argument('VALUE', 2) : undefined;
    if (target) this.toInto({ kind: 'IntoClause', span: node.span, bulk: false, targets: [target] }, undefined, giving);
  }

  private fetch({ cursor, into }: Fetch, giving: Giving): void {
    const base =
      cursor.kind === 'Name' || cursor.kind === 'Member' || cursor.kind === 'Call'
        ? this.analysis.resolve(cursor).base
        : undefined;
    if (base?.kind === 'cursor') this.toInto(into, base.cursor.query, giving);
    else this.fromCursor(cursor, into, giving);
  }

  private loop(loop: CursorForLoop, giving: Giving): void {
    const { source } = loop;
    const record = this.analysis.declaredBy(loop);
    if (source.kind === 'NamedCursor') this.toCursorParameters(source, giving);
    const cursor = source.kind === 'NamedCursor' ? this.analysis.symbolOf(source.cursor) : undefined;
    const query = source.kind === 'Query' ? source : cursor?.kind === 'cursor' ? cursor.query : undefined;
    if (record?.kind === 'variable' && query) this.toLoopRecord(record, query, giving);
  }

  /** Views, and tables that are made of a query. */
  private definition(node: CreateView | CreateMaterializedView | CreateTable, giving: Giving): void {
    const symbol = this.analysis.declared(node);
    const query = node.kind === 'CreateTable' ? node.asQuery : node.query;
    if (symbol?.kind === 'relation' && query) this.toColumns(symbol, names(symbol.columns), query, giving);
  }

  private insert({ target, columns, source }: Insert, giving: Giving): void {
    const relation = this.relationOf(target);
    if (!relation) return;
    const filled = columnsOf(relation, columns);
    if (source.kind === 'Query') {
      this.toColumns(relation, filled, source, giving);
      return;
    }
    const { record, rows } = source;
    if (record) this.toColumns(relation, filled, { kind: 'record', record }, giving);
    for (const values of rows) this.toColumns(relation, filled, { kind: 'values', values }, giving);
  }

  private multiTableInsert(s: MultiTableInsert, triggerTable: RelationSymbol | undefined): void {
    const known = names(this.analysis.columnsOf(s.source));
    /** Names among the values are columns of the query. */
    const given = (value: Expr): Expr | number => {
      const place = value.kind === 'Name' ? known.indexOf(lastName(value)) : -1;
      return place < 0 ? value : place;
    };
    for (const { target, columns, values, span } of intosOf(s)) {
      const relation = this.relationOf(target);
      const row: GivenRow = values ? { kind: 'values', values: values.map(given), query: s.source } : s.source;
      if (relation) this.toColumns(relation, columnsOf(relation, columns), row, { span, triggerTable });
    }
  }

  private set(items: readonly SetItem[], target: DmlTarget, giving: Giving): void {
    const relation = this.relationOf(target);
    if (!relation) return;
    for (const item of items) {
      switch (item.kind) {
        case 'SetColumn':
          this.toColumns(relation, [lastName(item.column)], { kind: 'values', values: [item.value] }, giving);
          break;
        case 'SetColumns':
          this.toColumns(relation, item.columns.map(lastName), item.query, giving);
          break;
        case 'SetRow':
          this.toColumns(
            relation,
            names(relation.columns.filter((c) => !c.hidden && !c.virtual)),
            { kind: 'record', record: item.record },
            giving,
          );
          break;
        case 'SetValue':
          break;
      }
    }
  }

  private merge({ target, update, insert }: Merge, giving: Giving): void {
    const relation = this.relationOf(target);
    if (update) this.set(update.set, target, giving);
    if (insert && relation)
      this.toColumns(relation, columnsOf(relation, insert.columns), { kind: 'values', values: insert.values }, giving);
  }

  private returning({ items, into }: Returning, giving: Giving): void {
    if (into) this.toInto(into, { kind: 'values', values: items }, giving);
  }

  private relationOf(target: DmlTarget): RelationSymbol | undefined {
    return this.analysis.sourceOf(target)?.relation;
  }
}

/** The columns that an INSERT names, or all that it fills. */
const columnsOf = (relation: RelationSymbol, named: readonly QualifiedName[] | undefined): readonly string[] =>
  named ? named.map(lastName) : names(relation.columns.filter((c) => !c.hidden));

const names = (columns: readonly ColumnInfo[]): readonly string[] => columns.map(({ name }) => name);
