import { comparisonOperators } from '../../ir/kinds.js';
import type { Binary, DmlTarget, Expr, QualifiedName, Raise, Return } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { calledRoutines } from '../model/callees.js';
import { isInsteadOf } from '../model/instead-of.js';
import { isText } from '../model/operators.js';
import type { TriggerSymbol } from '../model/symbols.js';
import { convertsText } from '../oracle/builtin-functions.js';
import {
  memberChangesDatabase,
  memberRaisesNoDataFound,
  suppliedEndsTransaction,
  suppliedMember,
} from '../oracle/supplied-packages.js';
import { noteDynamicOpen, noteExecuteImmediate } from './dynamic-effects.js';
import { asksOutsideHandlers } from './error-state-reads.js';
import { type MutableEffects, noEffects } from './mutable-effects.js';
import { mayFindNoData, namesNoData } from './no-data.js';
import { tablesBehind } from './relations-behind.js';
import { noteRead } from './view-reads.js';

/** What a node does itself, and what it calls. */
export function withCalls(cx: AnalyzeContext, node: OracleNode): MutableEffects {
  const effects = directOf(cx, node);
  walk(node, (n) => noteCalls(cx, n, effects));
  return effects;
}

/** Adds what the node itself calls. */
export function noteCalls(cx: AnalyzeContext, node: OracleNode, effects: MutableEffects): void {
  const resolution = cx.facts.resolutions.get(node);
  for (const { callee } of resolution ? calledRoutines(resolution) : []) effects.calls.add(callee);
}

/** What a node does itself, without what the routines that it calls do. */
export function directOf(cx: AnalyzeContext, body: OracleNode): MutableEffects {
  const effects = noEffects();
  // INSERT does not read the rows of its table.
  const insertTargets = new Set<OracleNode>();
  const visit = (node: OracleNode): boolean => {
    if (node.kind === 'Insert' || node.kind === 'InsertBranch') insertTargets.add(node.target);
    if (insertTargets.has(node) && node.kind === 'TableRef') return true;
    // A nested routine has effects of its own; calling it brings them here.
    if (node !== body && node.kind === 'RoutineDefinition') return false;
    noteNode(cx, node, effects);
    if (node.kind === 'Return') effects.raises ||= convertsResult(cx, body, node);
    return true;
  };
  walk(body, visit);
  effects.raises ||= mayEndWithoutReturn(body);
  effects.readsError = asksOutsideHandlers(cx, body);
  effects.writesInTransaction = new Set(effects.writesTables);
  effects.readsInTransaction = new Set(effects.readsTables);
  return effects;
}

/** Is the value converted to the type that the function declares? (ORA-06502) */
function convertsResult(cx: AnalyzeContext, body: OracleNode, { value }: Return): boolean {
  const symbol = cx.facts.declared.get(body);
  if (!value || symbol?.kind !== 'routine' || !symbol.returns) return false;
  const given = cx.facts.types.get(value);
  return given !== undefined && given.kind !== 'null' && given.kind !== symbol.returns.kind;
}

/** ORA-06503, where the last statement of a function is none that ends it. */
function mayEndWithoutReturn(body: OracleNode): boolean {
  if (body.kind !== 'RoutineDefinition' || body.routine !== 'FUNCTION' || body.body.kind !== 'Block') return false;
  const last = body.body.body.at(-1)?.kind;
  return last !== 'Return' && last !== 'Raise';
}

/** Adds what one node does, without its children: the kinds that are not here do nothing themselves. */
export function noteNode(cx: AnalyzeContext, node: OracleNode, effects: MutableEffects): void {
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
    case 'ExecuteImmediate':
      noteExecuteImmediate(cx, node, effects);
      return;
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
    case 'Raise':
      noteRaise(cx, node, effects);
      return;
    case 'MultiTableInsert':
    case 'LockTable':
    case 'Fetch':
    // Values that are converted, or too long or large; more than one row.
    case 'Assignment':
    case 'Cast':
    case 'Subquery':
      effects.raises = true;
      return;
    case 'VariableDeclaration':
      if (node.initial) effects.raises = true;
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
      if (node.source.kind === 'DynamicText') noteDynamicOpen(cx, node.source.text, effects);
      return;
    case 'Name':
    case 'Call':
    case 'Member':
      noteExpression(cx, node, effects);
      return;
    case 'Binary':
      if (/^(?:\/|\*\*|MOD|REM)$/.test(node.op) || comparesWithText(cx, node)) effects.raises = true;
      return;
    // Of a cursor that is not open.
    case 'CloseCursor':
    case 'CursorAttribute':
      effects.raises = true;
      return;
    case 'CaseStatement':
      // CASE_NOT_FOUND
      if (!node.otherwise) effects.raises = true;
      return;
    default:
      return;
  }
}

/** Text becomes a number or a date, or is an error. */
function comparesWithText(cx: AnalyzeContext, { op, left, right }: Binary): boolean {
  const [a, b] = [cx.facts.types.get(left), cx.facts.types.get(right)];
  return comparisonOperators.has(op) && a !== undefined && b !== undefined && isText(a) !== isText(b);
}

function noteRaise(cx: AnalyzeContext, { exception }: Raise, effects: MutableEffects): void {
  effects.raises = true;
  effects.refusesValues ||= exception !== undefined;
  if (exception && namesNoData(cx, exception)) effects.noDataFoundEscapes = true;
}

function noteTarget(cx: AnalyzeContext, target: DmlTarget, effects: MutableEffects): void {
  const relation = cx.facts.sources.get(target)?.relation;
  const standsIn = ({ table, definition }: TriggerSymbol): boolean => table === relation && isInsteadOf(definition);
  if (relation && (relation.relation === 'table' || cx.catalog.triggers.some(standsIn)))
    effects.writesTables.add(relation);
  else
    for (const behind of tablesBehind((item) => cx.facts.sources.get(item)?.relation, target))
      effects.writesTables.add(behind);
}

/** Who opens a cursor runs its query, wherever that is declared. */
function noteCursor(cx: AnalyzeContext, cursor: QualifiedName, effects: MutableEffects): void {
  const symbol = cx.facts.symbols.get(cursor);
  const query = symbol?.kind === 'cursor' ? symbol.query : undefined;
  if (!query) return;
  walk(query, (node) => {
    noteNode(cx, node, effects);
    noteCalls(cx, node, effects);
  });
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
    const isConstant = suppliedMember(base.package, base.member)?.constant !== undefined;
    if (base.package === 'DBMS_SQL' && !isConstant) effects.dynamicSql = effects.dynamicChanges = true;
    if (memberChangesDatabase(base)) effects.changesBySupplied = true;
    if (suppliedEndsTransaction(base)) effects.transactionControl = true;
    if (memberRaisesNoDataFound(base)) effects.noDataFoundEscapes = true;
  }
  // A method of a collection that is not there.
  if (base.kind === 'sequence' || resolution.steps.some((s) => s.kind !== 'field')) effects.raises = true;
  // An element that is not there raises NO_DATA_FOUND in an associative array.
  if (resolution.steps.some((s) => s.kind === 'element')) effects.noDataFoundEscapes = true;
}
