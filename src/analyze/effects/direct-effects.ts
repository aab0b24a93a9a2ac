import type { DmlTarget, ExecuteImmediate, Expr, QualifiedName } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import type { Effects } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { dynamicText } from '../flow/dynamic-text.js';
import { calledRoutines } from '../model/callees.js';
import { isDmlText } from '../model/known-text.js';
import type { RelationSymbol, RoutineSymbol, TriggerSymbol } from '../model/symbols.js';
import { convertsText } from '../oracle/builtin-functions.js';
import { changesDatabase, raisesNoDataFound, suppliedEndsTransaction } from '../oracle/supplied-packages.js';
import { asksForError } from './error-state-reads.js';
import { mayFindNoData } from './no-data.js';
import { relationsRead, tablesBehind } from './relations-behind.js';

/** Effects while they are collected. */
export type MutableEffects = {
  -readonly [K in keyof Effects]: Effects[K] extends ReadonlySet<infer T> ? Set<T> : Effects[K];
};

/** The effects of what does nothing. */
export const none = (): MutableEffects => ({
  transactionControl: false,
  autonomous: false,
  writesTables: new Set(),
  readsTables: new Set(),
  writesInTransaction: new Set(),
  readsInTransaction: new Set(),
  dynamicSql: false,
  dynamicChanges: false,
  dynamicDml: false,
  changesBySupplied: false,
  readsState: false,
  writesState: false,
  output: false,
  noDataFoundEscapes: false,
  userErrorEscapes: false,
  raises: false,
  refusesValues: false,
  readsError: false,
  sharesSqlAttributes: false,
  sharesBulkAttributes: false,
  calls: new Set(),
});

/** What a node does itself, and what it calls. */
export function withCalls(cx: AnalyzeContext, node: OracleNode): MutableEffects {
  const effects = directOf(cx, node);
  walk(node, (n) => noteCalls(cx, n, effects));
  return effects;
}

/** Adds what the node itself calls. */
function noteCalls(cx: AnalyzeContext, node: OracleNode, effects: MutableEffects): void {
  const resolution = cx.facts.resolutions.get(node);
  for (const { callee } of resolution ? calledRoutines(resolution) : []) effects.calls.add(callee);
}

/** What a node does itself, without what the routines that it calls do. */
export function directOf(cx: AnalyzeContext, body: OracleNode): MutableEffects {
  const effects = none();
  // INSERT does not read the rows of its table.
  const insertTargets = new Set<OracleNode>();
  const visit = (node: OracleNode): boolean => {
    if (node.kind === 'Insert' || node.kind === 'InsertBranch') insertTargets.add(node.target);
    if (insertTargets.has(node) && node.kind === 'TableRef') return true;
    // A nested routine has effects of its own; calling it brings them here.
    if (node !== body && node.kind === 'RoutineDefinition') return false;
    visitNode(cx, node, effects);
    return true;
  };
  walk(body, visit);
  effects.readsError = asksForError(cx, body);
  effects.writesInTransaction = new Set(effects.writesTables);
  effects.readsInTransaction = new Set(effects.readsTables);
  return effects;
}

/** Adds what one node does, without its children. */
export function visitNode(cx: AnalyzeContext, node: OracleNode, effects: MutableEffects): void {
  switch (node.kind) {
    case 'Commit':
    case 'SetTransaction':
      effects.transactionControl = true;
      return;
    case 'Rollback':
      if (!node.to) effects.transactionControl = true;
      return;
    case 'Pragma':
      if (node.name === 'AUTONOMOUS_TRANSACTION') effects.autonomous = true;
      return;
    case 'ExecuteImmediate': {
      effects.raises = true;
      // What the block does is seen in it.
      if (node.block) return;
      effects.dynamicSql = true;
      effects.dynamicChanges ||= !isDynamicQuery(cx, node);
      effects.dynamicDml ||= isDmlText(dynamicText(cx, node.text));
      noteDynamic(cx, node, effects);
      if (mayEndTransaction(cx, node)) effects.transactionControl = true;
      effects.noDataFoundEscapes ||= node.into !== undefined;
      return;
    }
    case 'SelectInto':
      effects.raises = true;
      effects.noDataFoundEscapes ||= mayFindNoData(cx, node);
      effects.refusesValues ||= mayFindNoData(cx, node);
      return;
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge':
      effects.raises = true;
      noteTarget(cx, node.target, effects);
      return;
    case 'InsertBranch':
      noteTarget(cx, node.target, effects);
      return;
    case 'TableRef': {
      const source = cx.facts.sources.get(node);
      if (source?.relation) noteRead(cx, source.relation, effects);
      return;
    }
    case 'Raise': {
      const { exception } = node;
      effects.raises = true;
      effects.refusesValues ||= exception !== undefined;
      if (exception?.parts[exception.parts.length - 1]?.name === 'NO_DATA_FOUND') effects.noDataFoundEscapes = true;
      return;
    }
    case 'MultiTableInsert':
    case 'LockTable':
    case 'Fetch':
      effects.raises = true;
      return;
    case 'OpenCursor':
      effects.raises = true;
      noteCursor(cx, node.cursor, effects);
      return;
    case 'NamedCursor':
      noteCursor(cx, node.cursor, effects);
      return;
    case 'OpenFor':
      effects.raises = true;
      if (node.source.kind === 'DynamicText') {
        effects.dynamicSql = true;
        noteDynamic(cx, node.source, effects);
      }
      return;
    case 'Name':
    case 'Call':
    case 'Member':
      noteExpression(cx, node, effects);
      return;
    case 'Binary':
      if (/^(?:\/|\*\*|MOD|REM)$/.test(node.op)) effects.raises = true;
      return;
    case 'CaseStatement':
      // CASE_NOT_FOUND
      if (!node.otherwise) effects.raises = true;
      return;
    default:
      return;
  }
}

function noteTarget(cx: AnalyzeContext, target: DmlTarget, effects: MutableEffects): void {
  const relation = cx.facts.sources.get(target)?.relation;
  const isInsteadOf = ({ table, definition }: TriggerSymbol): boolean =>
    table === relation && definition.timing === 'INSTEAD OF';
  if (relation && (relation.relation === 'table' || cx.catalog.triggers.some(isInsteadOf)))
    effects.writesTables.add(relation);
  else
    for (const behind of tablesBehind((item) => cx.facts.sources.get(item)?.relation, target))
      effects.writesTables.add(behind);
}

/** Who reads a view reads the tables behind it and calls what its query calls. */
function noteRead(cx: AnalyzeContext, relation: RelationSymbol, effects: MutableEffects): void {
  if (relation.definition?.kind !== 'CreateView') {
    effects.readsTables.add(relation);
    return;
  }
  const { relations, calls } = readsOfView(cx, relation);
  for (const read of relations) effects.readsTables.add(read);
  for (const callee of calls) effects.calls.add(callee);
}

/** Who opens a cursor runs its query, wherever that is declared. */
function noteCursor(cx: AnalyzeContext, cursor: QualifiedName, effects: MutableEffects): void {
  const symbol = cx.facts.symbols.get(cursor);
  const query = symbol?.kind === 'cursor' ? symbol.query : undefined;
  if (!query) return;
  walk(query, (node) => {
    visitNode(cx, node, effects);
    noteCalls(cx, node, effects);
  });
}

/** What dynamic SQL meets, as far as its text is known: the tables and views that words of it name. */
function noteDynamic(cx: AnalyzeContext, { text }: { readonly text: Expr }, effects: MutableEffects): void {
  const known = dynamicText(cx, text);
  const isDml = isDmlText(known);
  if (!known || !(isDml || /^[\s(]*(?:select|with)\s/i.test(known.text))) return;
  const words = [
    ...new Set([...known.text.matchAll(/[\p{L}_][\p{L}\p{N}_$#]*/gu)].map(([word]) => word.toUpperCase())),
  ];
  const relations = words.map((word) => cx.catalog.lookup([word])).filter((s) => s?.kind === 'relation');
  // The first that DML names is what it changes.
  const target = isDml ? relations.shift() : undefined;
  for (const relation of target ? tablesOf(cx, target) : []) effects.writesTables.add(relation);
  for (const relation of relations) noteRead(cx, relation, effects);
}

/** A table, or those that a view reads. */
const tablesOf = (cx: AnalyzeContext, relation: RelationSymbol): readonly RelationSymbol[] =>
  relation.definition?.kind === 'CreateView' ? [...readsOfView(cx, relation).relations] : [relation];

interface ViewReads {
  readonly relations: ReadonlySet<RelationSymbol>;
  readonly calls: ReadonlySet<RoutineSymbol>;
}

const knownReads = new WeakMap<AnalyzeContext, Map<RelationSymbol, ViewReads>>();

/** What a view reads and calls, itself or through other views. */
function readsOfView(cx: AnalyzeContext, view: RelationSymbol): ViewReads {
  const known = knownReads.get(cx) ?? new Map<RelationSymbol, ViewReads>();
  knownReads.set(cx, known);
  const before = known.get(view);
  if (before) return before;
  const relations = relationsRead((item) => cx.facts.sources.get(item)?.relation, view);
  const calls = new Set<RoutineSymbol>();
  for (const { definition } of relations) {
    if (definition?.kind !== 'CreateView') continue;
    walk(definition.query, (node) => {
      const resolution = cx.facts.resolutions.get(node);
      for (const { callee } of resolution ? calledRoutines(resolution) : []) calls.add(callee);
    });
  }
  known.set(view, { relations, calls });
  return { relations, calls };
}

function noteExpression(cx: AnalyzeContext, expr: Expr, effects: MutableEffects): void {
  const resolution = cx.facts.resolutions.get(expr);
  if (!resolution) return;
  const { base } = resolution;
  if (base.kind === 'variable' && base.variable.storage === 'package' && !base.variable.constant)
    effects.readsState = true;
  if (cx.facts.stateWrites.has(expr)) effects.writesState = true;
  if (base.kind === 'routine' || base.kind === 'builtin' || base.kind === 'unresolved' || base.kind === 'supplied')
    effects.raises = true;
  if (base.kind === 'builtin' && convertsText(base.name)) effects.refusesValues = true;
  if (base.kind === 'supplied') {
    if (base.member === 'RAISE_APPLICATION_ERROR') effects.refusesValues = true;
    if (base.package === 'DBMS_OUTPUT') effects.output = true;
    if (base.package === 'DBMS_SQL') effects.dynamicSql = effects.dynamicChanges = true;
    if (changesDatabase(base)) effects.changesBySupplied = true;
    if (suppliedEndsTransaction(base)) effects.transactionControl = true;
    if (raisesNoDataFound(base)) effects.noDataFoundEscapes = true;
  }
  if (base.kind === 'sequence') effects.raises = true;
  // An element that is not there raises NO_DATA_FOUND in an associative array.
  if (resolution.steps.some((s) => s.kind === 'element')) {
    effects.raises = true;
    effects.noDataFoundEscapes = true;
  }
}

/**
 * What commits before and after itself, and what ends the transaction. (SQL Language Reference, "Types of SQL
 * Statements")
 */
const enders = (
  'create alter drop truncate grant revoke comment rename analyze audit noaudit purge flashback associate ' +
  'disassociate administer commit rollback'
).split(' ');

/**
 * INTO takes the row of a query; a query without it is parsed only. (PL/SQL Language Reference, "EXECUTE IMMEDIATE
 * Statement")
 */
function isDynamicQuery(cx: AnalyzeContext, { text, into }: ExecuteImmediate): boolean {
  return into !== undefined || /^[\s(]*select\s/i.test(dynamicText(cx, text)?.text ?? '');
}

/**
 * May dynamic SQL be DDL, or anything else that ends the transaction? The first word decides, as far as it is known.
 * Only a query gives values, and DDL takes none.
 */
function mayEndTransaction(cx: AnalyzeContext, { text, into, using }: ExecuteImmediate): boolean {
  const known = dynamicText(cx, text);
  if (!known || into !== undefined || using.length > 0) return false;
  const start = known.text.replace(/^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)+/, '').toLowerCase();
  const [word] = /^\w*/.exec(start)!;
  if (word === '' || /^alter\s+(?:session|system)\b/.test(start)) return false;
  const isCut = !known.whole && word === start;
  return enders.some((ender) => (isCut ? ender.startsWith(word) : ender === word));
}
