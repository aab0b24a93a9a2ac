import { unreachable } from '../diagnostics/diagnostic.js';
import type {
  Block,
  CurrentOf,
  Declaration,
  DmlStatement,
  DmlTarget,
  ErrorLogging,
  Expr,
  InsertBranch,
  IntoClause,
  IterationControl,
  QualifiedName,
  Returning,
  RoutineDefinition,
  SetItem,
  Statement,
} from '../ir/oracle/index.js';
import { walk } from '../ir/walk.js';
import type { Resolution, RowSource } from './analysis.js';
import type { AnalyzeContext } from './context.js';
import { declareAll } from './declarations.js';
import { resolveExpr } from './expressions.js';
import { findSymbol, noteCapture, resolveCallStatement } from './names.js';
import { collectionColumns, nonSql, resolveFrom, resolveQuery } from './queries.js';
import { childScope, declare, type Scope } from './scope.js';
import { onlyReads } from './supplied-packages.js';
import type { RoutineSymbol, Symbol, VariableSymbol } from './symbols.js';
import type { OracleType, RecordType } from './types.js';

const unknown: OracleType = { kind: 'unknown' };

/** Resolves a block in its scope: declarations, body, handlers. */
export function resolveBlock(cx: AnalyzeContext, block: Block, outer: Scope, container: Scope['unit']): void {
  const scope = childScope(outer, { qualifier: block.labels[0]?.name });
  for (const label of block.labels.slice(1)) declare(scope, { kind: 'label', name: label.name, span: label.span });
  declareAll(cx, block.declarations, scope, container, block);
  resolveDeclarations(cx, block.declarations, scope);
  resolveStatements(cx, block.body, scope);
  for (const handler of block.handlers) {
    for (const name of handler.exceptions) noteSymbol(cx, name, scope);
    resolveStatements(cx, handler.body, scope);
  }
}

/** Initial values, cursor queries, nested routines: everything in a declarative part that is not a type. */
export function resolveDeclarations(cx: AnalyzeContext, declarations: readonly Declaration[], scope: Scope): void {
  for (const d of declarations) {
    switch (d.kind) {
      case 'VariableDeclaration': {
        void (cx.facts.declared.get(d) as VariableSymbol | undefined)?.type;
        if (d.initial) resolveExpr(cx, d.initial, scope);
        break;
      }
      case 'CursorDeclaration': {
        const symbol = cx.facts.declared.get(d);
        if (symbol?.kind === 'cursor') {
          for (const p of symbol.parameters) {
            void p.variable.type;
            if (p.initial) resolveExpr(cx, p.initial, scope);
          }
          // The row's getter resolves the query in the cursor's own scope; a declared RETURN type would leave it unresolved.
          void symbol.row;
          if (d.query && !cx.facts.outputs.has(d.query)) {
            const inner = childScope(scope, { qualifier: d.name.name });
            for (const p of symbol.parameters) declare(inner, p.variable);
            resolveQuery(cx, d.query, inner);
          }
        }
        break;
      }
      case 'RecordTypeDeclaration':
        for (const f of d.fields) {
          cx.typeOfRef(f.type, scope);
          if (f.initial) resolveExpr(cx, f.initial, scope);
        }
        break;
      case 'SubtypeDeclaration':
        cx.typeOfRef(d.base, scope);
        break;
      case 'CollectionTypeDeclaration':
        cx.typeOfRef(d.element, scope);
        if (d.indexBy) cx.typeOfRef(d.indexBy, scope);
        break;
      case 'RoutineDeclaration': {
        const symbol = cx.facts.declared.get(d);
        if (symbol?.kind === 'routine') resolveHeading(cx, symbol, scope);
        break;
      }
      case 'RoutineDefinition':
        resolveRoutine(cx, d, scope);
        break;
      case 'RefCursorTypeDeclaration':
      case 'ExceptionDeclaration':
      case 'Pragma':
      case 'UnsupportedDeclaration':
        break;
      default:
        unreachable(d, 'analyze');
    }
  }
}

function resolveHeading(cx: AnalyzeContext, symbol: RoutineSymbol, scope: Scope): void {
  for (const p of symbol.parameters) {
    void p.variable.type;
    if (p.initial) resolveExpr(cx, p.initial, scope);
  }
  void symbol.returns;
}

/** Resolves the body of a routine whose symbol was declared. */
export function resolveRoutine(cx: AnalyzeContext, node: RoutineDefinition, outer: Scope): void {
  const symbol = cx.facts.declared.get(node);
  if (symbol?.kind !== 'routine') return;
  resolveHeading(cx, symbol, outer);
  const scope = childScope(outer, { qualifier: symbol.name, unit: symbol });
  // A definition that repeats its heading's defaults has expressions of its own.
  for (const p of node.parameters) {
    if (p.initial && !cx.facts.types.has(p.initial)) resolveExpr(cx, p.initial, outer);
    cx.typeOfRef(p.type, outer);
  }
  if (symbol.container?.kind === 'objectType') declareSelf(cx, symbol, scope);
  for (const p of symbol.parameters) declare(scope, p.variable);
  if (node.body.kind === 'Block') resolveBlockInRoutine(cx, node.body, scope, symbol);
}

/** The routine's own block shares the qualifier of the routine: `proc.local`. */
function resolveBlockInRoutine(cx: AnalyzeContext, block: Block, scope: Scope, symbol: RoutineSymbol): void {
  declareAll(cx, block.declarations, scope, symbol, block);
  resolveDeclarations(cx, block.declarations, scope);
  resolveStatements(cx, block.body, scope);
  for (const handler of block.handlers) {
    for (const name of handler.exceptions) noteSymbol(cx, name, scope);
    resolveStatements(cx, handler.body, scope);
  }
}

/** Methods see SELF and, unqualified, the attributes of their type. */
function declareSelf(cx: AnalyzeContext, symbol: RoutineSymbol, scope: Scope): void {
  const object = symbol.container;
  if (object?.kind !== 'objectType') return;
  const type: OracleType = { kind: 'object', object };
  const explicit = symbol.parameters.find((p) => p.variable.name === 'SELF');
  const role = symbol.declaration.method?.role;
  if (role === 'STATIC') return;
  const self: VariableSymbol =
    explicit?.variable ??
    ({
      kind: 'variable',
      name: 'SELF',
      span: symbol.span,
      storage: 'self',
      type,
      constant: false,
      notNull: false,
      container: symbol,
    } satisfies VariableSymbol);
  if (!explicit) declare(scope, self);
  void cx;
}

// ---------- statements ----------

export function resolveStatements(cx: AnalyzeContext, statements: readonly Statement[], scope: Scope): void {
  for (const s of statements) resolveStatement(cx, s, scope);
}

export function resolveStatement(cx: AnalyzeContext, s: Statement, scope: Scope): void {
  const value = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  switch (s.kind) {
    case 'Block':
      // The scope of an anonymous block stands in a package without a name.
      resolveBlock(cx, s, scope, scope.unit?.kind === 'package' && scope.unit.name === '' ? undefined : scope.unit);
      return;
    case 'NullStatement':
    case 'Goto':
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
    case 'SetTransaction':
    case 'PragmaStatement':
    case 'UnsupportedStatement':
      return;
    case 'Assignment':
      value(s.value);
      target(cx, s.target, scope);
      return;
    case 'CallStatement':
      resolveCall(cx, s.call, scope);
      return;
    case 'If':
      for (const b of s.branches) {
        value(b.condition);
        resolveStatements(cx, b.body, scope);
      }
      resolveStatements(cx, s.otherwise ?? [], scope);
      return;
    case 'CaseStatement':
      if (s.operand) value(s.operand);
      for (const b of s.branches) {
        for (const w of b.when) value(w);
        resolveStatements(cx, b.body, scope);
      }
      resolveStatements(cx, s.otherwise ?? [], scope);
      return;
    case 'BasicLoop':
      resolveStatements(cx, s.body, childScope(scope, { qualifier: s.label?.name }));
      return;
    case 'WhileLoop':
      value(s.condition);
      resolveStatements(cx, s.body, childScope(scope, { qualifier: s.label?.name }));
      return;
    case 'ForLoop': {
      for (const c of s.controls) resolveControl(cx, c, scope);
      const inner = childScope(scope, { qualifier: s.label?.name });
      const type = s.indexType ? cx.typeOfRef(s.indexType, scope) : controlType(cx, s.controls[0]);
      declareLocal(cx, s, inner, s.index.name, s.index.span, 'loopIndex', type);
      resolveStatements(cx, s.body, inner);
      return;
    }
    case 'CursorForLoop': {
      const inner = childScope(scope, { qualifier: s.label?.name });
      let type: OracleType;
      if (s.source.kind === 'NamedCursor') {
        for (const a of s.source.args) value(a.value);
        const symbol = noteSymbol(cx, s.source.cursor, scope);
        type =
          symbol?.kind === 'cursor'
            ? symbol.row
            : symbol?.kind === 'variable' && symbol.type.kind === 'refCursor'
              ? (symbol.type.returns ?? unknown)
              : unknown;
      } else {
        const columns = resolveQuery(cx, s.source, scope);
        type = {
          kind: 'record',
          identity: { kind: 'query' },
          fields: columns.map((c) => ({ name: c.name, type: c.type, notNull: !c.nullable })),
        } satisfies RecordType;
      }
      declareLocal(cx, s, inner, s.record.name, s.record.span, 'loopRecord', type);
      resolveStatements(cx, s.body, inner);
      return;
    }
    case 'Exit':
    case 'Continue':
      if (s.when) value(s.when);
      return;
    case 'Return':
      if (s.value) value(s.value);
      return;
    case 'Raise':
      if (s.exception) noteSymbol(cx, s.exception, scope);
      return;
    case 'SelectInto':
      resolveQuery(cx, s.query, scope);
      if (s.query.body.kind === 'Select' && s.query.body.into) into(cx, s.query.body.into, scope);
      return;
    case 'DmlInBlock':
      resolveDml(cx, s.statement, scope);
      return;
    case 'ForAll': {
      const b = s.bounds;
      if (b.kind === 'Range') {
        value(b.low);
        value(b.high);
      } else {
        value(b.collection);
        if (b.kind === 'IndicesOf') for (const e of [b.low, b.high]) if (e) value(e);
      }
      const inner = childScope(scope);
      declareLocal(cx, s, inner, s.index.name, s.index.span, 'forallIndex', { kind: 'plsInteger' });
      if (s.statement.kind === 'ExecuteImmediate') resolveStatement(cx, s.statement, inner);
      else resolveDml(cx, s.statement, inner);
      return;
    }
    case 'OpenCursor': {
      const opened = noteSymbol(cx, s.cursor, scope);
      if (opened?.kind === 'cursor') noteCapture(cx, opened.variable, scope, true);
      for (const a of s.args) value(a.value);
      return;
    }
    case 'OpenFor':
      target(cx, s.cursor, scope);
      if (s.source.kind === 'Query') resolveQuery(cx, s.source, scope);
      else value(s.source.text);
      for (const u of s.using) value(u.value);
      return;
    case 'Fetch':
      value(s.cursor);
      into(cx, s.into, scope);
      if (s.limit) value(s.limit);
      return;
    case 'CloseCursor':
      value(s.cursor);
      return;
    case 'ExecuteImmediate':
      value(s.text);
      if (s.into) into(cx, s.into, scope);
      if (s.returning) into(cx, s.returning, scope);
      for (const u of s.using) {
        value(u.value);
        if (u.mode !== 'IN') target(cx, u.value, scope);
      }
      return;
    case 'LockTable':
      for (const t of s.tables) noteSymbol(cx, t, scope);
      if (s.wait && s.wait !== 'NOWAIT') value(s.wait);
      return;
    case 'PipeRow':
      value(s.value);
      return;
    case 'LabelledStatement':
      resolveStatement(cx, s.statement, scope);
      return;
    default:
      unreachable(s, 'analyze');
  }
}

function declareLocal(
  cx: AnalyzeContext,
  node: object,
  scope: Scope,
  name: string,
  span: VariableSymbol['span'],
  storage: VariableSymbol['storage'],
  type: OracleType,
): void {
  const symbol: VariableSymbol = {
    kind: 'variable',
    name,
    span,
    storage,
    type,
    constant: storage !== 'loopRecord',
    notNull: storage !== 'loopRecord',
    container: scope.unit,
  };
  cx.facts.declared.set(node, symbol);
  declare(scope, symbol);
}

function resolveControl(cx: AnalyzeContext, c: IterationControl, scope: Scope): void {
  switch (c.kind) {
    case 'SteppedControl':
      for (const e of [c.low, c.high, c.by, c.whileCondition, c.when]) if (e) resolveExpr(cx, e, scope);
      return;
    case 'ExpressionControl':
    case 'CollectionControl':
      resolveExpr(cx, c.value, scope);
      return;
    default:
      unreachable(c, 'analyze');
  }
}

function controlType(cx: AnalyzeContext, c: IterationControl | undefined): OracleType {
  if (!c || c.kind === 'SteppedControl') return { kind: 'plsInteger' };
  const type = cx.facts.types.get(c.value) ?? unknown;
  if (c.kind === 'ExpressionControl') return type;
  if (type.kind !== 'collection') return unknown;
  return c.over === 'VALUES' ? type.collection.element : (type.collection.index ?? { kind: 'plsInteger' });
}

function noteSymbol(cx: AnalyzeContext, name: QualifiedName, scope: Scope): Symbol | undefined {
  const symbol = findSymbol(cx, name, scope);
  if (symbol) {
    cx.facts.symbols.set(name, symbol);
    if (symbol.kind === 'variable') noteCapture(cx, symbol, scope, true);
    // What a cursor's query reads is read where the cursor is opened.
    if (symbol.kind === 'cursor' && symbol.query) {
      walk(symbol.query, (node) => {
        const base = cx.facts.resolutions.get(node)?.base;
        if (base?.kind === 'variable' && base.variable.storage !== 'cursorParameter')
          noteCapture(cx, base.variable, scope, false);
      });
    }
  }
  return symbol;
}

/** Resolves what is assigned to, and notes a write to a captured variable. */
function target(cx: AnalyzeContext, expr: Expr, scope: Scope): void {
  resolveExpr(cx, expr, scope);
  noteWrite(cx, expr, scope);
}

function noteWrite(cx: AnalyzeContext, expr: Expr, scope: Scope): void {
  const resolution: Resolution | undefined = cx.facts.resolutions.get(expr);
  if (resolution?.base.kind === 'variable') noteCapture(cx, resolution.base.variable, scope, true);
}

function into(cx: AnalyzeContext, clause: IntoClause, scope: Scope): void {
  for (const t of clause.targets) target(cx, t, nonSql(scope));
}

function resolveCall(
  cx: AnalyzeContext,
  call: import('../ir/oracle/index.js').CallStatement['call'],
  scope: Scope,
): void {
  if (call.kind === 'BindVariable') return;
  if (call.kind === 'MethodCallOnType') {
    resolveExpr(cx, call, scope);
    return;
  }
  if (call.kind === 'Call') for (const a of call.args) resolveExpr(cx, a.value, scope);
  const resolution = resolveCallStatement(cx, call, scope);
  cx.facts.types.set(call, resolution.type);
  noteOutActuals(cx, resolution, scope);
}

/** OUT and IN OUT actuals are written; so is the object of a collection method that changes it. */
export function noteOutActuals(cx: AnalyzeContext, resolution: Resolution, scope: Scope): void {
  const groups = [
    resolution.base.kind === 'routine' ? resolution.base.args : [],
    ...resolution.steps.map((s) => (s.kind === 'objectMethod' ? s.args : [])),
  ];
  for (const args of groups)
    for (const a of args) if (a.actual && a.parameter.mode !== 'IN') noteWrite(cx, a.actual, scope);
  const { base } = resolution;
  if (base.kind === 'supplied' && !onlyReads(base.package, base.member))
    for (const a of base.args) noteWrite(cx, a.value, scope);
  const changes = resolution.steps.some(
    (s) => (s.kind === 'collectionMethod' && /^(EXTEND|TRIM|DELETE)$/.test(s.method)) || s.kind === 'objectMethod',
  );
  if (changes && resolution.base.kind === 'variable') noteCapture(cx, resolution.base.variable, scope, true);
}

// ---------- DML ----------

export function resolveDml(cx: AnalyzeContext, s: DmlStatement, outer: Scope): void {
  const rows: RowSource[] = [];
  const scope = childScope(outer, { rows });
  switch (s.kind) {
    case 'Insert': {
      resolveTarget(cx, s.target, scope, rows);
      if (s.source.kind === 'Query') resolveQuery(cx, s.source, outer);
      else {
        const values = childScope(outer, { rows: [] });
        for (const row of s.source.rows) for (const e of row) resolveExpr(cx, e, values);
        if (s.source.record) resolveExpr(cx, s.source.record, outer);
      }
      resolveReturning(cx, s.returning, scope, outer);
      resolveErrorLogging(cx, s.errorLogging, outer);
      return;
    }
    case 'MultiTableInsert': {
      const columns = resolveQuery(cx, s.source, outer);
      const source: RowSource = { kind: 'derived', alias: '', columns, open: false, optional: false };
      const inner = childScope(outer, { rows: [source] });
      const branch = (b: InsertBranch): void => {
        resolveTarget(cx, b.target, childScope(outer, { rows: [] }), []);
        for (const v of b.values ?? []) resolveExpr(cx, v, inner);
      };
      for (const b of s.branches) {
        if (b.when) resolveExpr(cx, b.when, inner);
        b.inserts.forEach(branch);
      }
      s.otherwise?.forEach(branch);
      return;
    }
    case 'Update':
      resolveTarget(cx, s.target, scope, rows);
      for (const f of s.from ?? []) resolveFrom(cx, f, scope, rows, false);
      for (const item of s.set) resolveSetItem(cx, item, scope, outer);
      resolveWhere(cx, s.where, scope);
      resolveReturning(cx, s.returning, scope, outer);
      resolveErrorLogging(cx, s.errorLogging, outer);
      return;
    case 'Delete':
      resolveTarget(cx, s.target, scope, rows);
      resolveWhere(cx, s.where, scope);
      resolveReturning(cx, s.returning, scope, outer);
      resolveErrorLogging(cx, s.errorLogging, outer);
      return;
    case 'Merge': {
      resolveTarget(cx, s.target, scope, rows);
      resolveFrom(cx, s.using, scope, rows, false);
      resolveExpr(cx, s.on, scope);
      if (s.update) {
        for (const item of s.update.set) resolveSetItem(cx, item, scope, outer);
        for (const e of [s.update.where, s.update.deleteWhere]) if (e) resolveExpr(cx, e, scope);
      }
      if (s.insert)
        for (const e of [...s.insert.values, ...(s.insert.where ? [s.insert.where] : [])]) resolveExpr(cx, e, scope);
      resolveErrorLogging(cx, s.errorLogging, outer);
      return;
    }
    default:
      unreachable(s, 'analyze');
  }
}

function resolveTarget(cx: AnalyzeContext, targetItem: DmlTarget, scope: Scope, rows: RowSource[]): void {
  if (targetItem.kind === 'TableFunction') {
    const type = resolveExpr(cx, targetItem.value, scope.parent ?? scope);
    const source: RowSource = {
      kind: 'function',
      alias: targetItem.alias?.name ?? '',
      columns: collectionColumns(type),
      open: type.kind !== 'collection',
      optional: false,
    };
    cx.facts.sources.set(targetItem, source);
    rows.push(source);
    return;
  }
  resolveFrom(cx, targetItem, scope, rows, false);
}

function resolveSetItem(cx: AnalyzeContext, item: SetItem, scope: Scope, outer: Scope): void {
  switch (item.kind) {
    case 'SetColumn':
      resolveExpr(cx, item.value, scope);
      return;
    case 'SetColumns':
      resolveQuery(cx, item.query, scope);
      return;
    case 'SetRow':
      resolveExpr(cx, item.record, outer);
      return;
    case 'SetValue':
      resolveExpr(cx, item.value, scope);
      return;
    default:
      unreachable(item, 'analyze');
  }
}

function resolveWhere(cx: AnalyzeContext, where: Expr | CurrentOf | undefined, scope: Scope): void {
  if (!where) return;
  if (where.kind === 'CurrentOf') {
    const symbol = findSymbol(cx, where.cursor, scope);
    if (symbol) cx.facts.symbols.set(where.cursor, symbol);
    return;
  }
  resolveExpr(cx, where, scope);
}

function resolveReturning(cx: AnalyzeContext, returning: Returning | undefined, scope: Scope, outer: Scope): void {
  if (!returning) return;
  for (const e of returning.items) resolveExpr(cx, e, scope);
  if (returning.into) into(cx, returning.into, outer);
}

function resolveErrorLogging(cx: AnalyzeContext, logging: ErrorLogging | undefined, scope: Scope): void {
  if (logging?.tag) resolveExpr(cx, logging.tag, scope);
  if (logging?.rejectLimit && logging.rejectLimit !== 'UNLIMITED') resolveExpr(cx, logging.rejectLimit, scope);
}
