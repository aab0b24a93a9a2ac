import type { Analysis } from '../../../analyze/analysis.js';
import { changesTables } from '../../../analyze/effects/changes-tables.js';
import { isPipelined, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import { memberChangesDatabase, suppliedEndsTransaction } from '../../../analyze/oracle/supplied-packages.js';
import { isCompound, isSql } from '../../../ir/kinds.js';
import type {
  Call,
  ExecuteImmediate,
  Expr,
  Member,
  MethodCallOnType,
  Name,
  New,
  Statement,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { listRepeats, repeats } from '../../../ir/repetition.js';
import { contains, walkWhere } from '../../../ir/walk.js';
import { isPrivateTableText } from '../../ddl/tables/temporary/private-table.js';
import { rememberedOf } from '../../remembered.js';
import { calleesOf, defaultsUsed, effectPlaces } from './callees.js';
import { failsWithOpenCursor } from './cursors/opened-cursors.js';
import { mayReachEnd } from './failures/end-of-function.js';
import { neverRaises } from './failures/never-raises.js';
import { writesStay } from './failures/writes-that-stay.js';
import { writesThroughLocator } from './lob-locators.js';
import { mayStartWithChanges, startsWithChanges } from './packages-started.js';
import { mayFailToHandBack } from './parameters/handing-back.js';
import { dynamicBlock } from './texts/dynamic-block.js';

/** What a statement does, as far as handlers and sub-transactions are concerned. */
interface StatementEffects {
  /** It changes tables, or may: undoing it could be seen. */
  readonly effect: boolean;
  /** Something that ends the transaction stands in it or below it. */
  readonly transactionControl: boolean;
  /** It can raise. False only when proven. */
  readonly raises: boolean;
  /**
   * It calls a routine that changes tables in more than one step, or variables of enclosing scopes: a failure in the
   * middle must keep the first steps.
   */
  readonly partial: boolean;
}

/** The defaults whose effects are being asked for: one may call its own routine. */
const beingAsked = new Set<Expr>();

function effectsOfDefault(analysis: Analysis, value: Expr): StatementEffects {
  beingAsked.add(value);
  try {
    return statementEffects(analysis, value);
  } finally {
    beingAsked.delete(value);
  }
}

/** The effects of one statement, everything inside it included. */
export function statementEffects(analysis: Analysis, statement: OracleNode): StatementEffects {
  // While a default is asked its own effects are left out of the answers.
  return beingAsked.size > 0 ? effectsIn(analysis, statement) : knownEffects(analysis, statement);
}

const knownEffects = rememberedOf(effectsIn);

function effectsIn(analysis: Analysis, statement: OracleNode): StatementEffects {
  const found: Found = { effect: false, transactionControl: false, partial: false };
  walkWhere(statement, effectPlaces(analysis), (node) => {
    if (node !== statement && isCompound(node)) {
      add(found, statementEffects(analysis, node));
      return false;
    }
    for (const value of defaultsUsed(analysis, node)) {
      if (!beingAsked.has(value)) add(found, effectsOfDefault(analysis, value));
    }
    return noteNode(analysis, node, found);
  });
  const transactionControl = found.transactionControl && endsOutsideSql(analysis, statement);
  return { ...found, transactionControl, raises: !neverRaises(analysis, statement as Statement) };
}

/** What has been found of a statement so far. */
interface Found {
  effect: boolean;
  transactionControl: boolean;
  partial: boolean;
}

function add(found: Found, inner: StatementEffects): void {
  found.effect ||= inner.effect;
  found.transactionControl ||= inner.transactionControl;
  found.partial ||= inner.partial;
}

/** Adds what a node does by itself; false where what is in it does not count, or has been added. */
function noteNode(analysis: Analysis, node: OracleNode, found: Found): boolean {
  switch (node.kind) {
    case 'RoutineDefinition':
      return false;
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge':
    case 'MultiTableInsert':
    case 'ForAll':
      found.effect = true;
      return true;
    case 'CallStatement':
      if (writesThroughLocator(analysis, node)) found.effect = true;
      return true;
    case 'ExecuteImmediate':
      return noteDynamic(analysis, node, found);
    case 'Commit':
    case 'SetTransaction':
      found.transactionControl = true;
      return false;
    case 'Rollback':
      if (node.to) found.effect = true;
      else found.transactionControl = true;
      return false;
    case 'Savepoint':
      found.effect = true;
      return false;
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'MethodCallOnType':
      noteCall(analysis, node, found);
      return true;
    default:
      return true;
  }
}

/** Adds what a text does; false where what is in it has been added. */
function noteDynamic(analysis: Analysis, node: ExecuteImmediate, found: Found): boolean {
  const block = dynamicBlock(analysis, node);
  if (block && isUndoneAsWhole(analysis, node, block)) {
    add(found, { ...statementEffects(analysis, block), partial: false });
    return false;
  }
  if (node.block) {
    // What is in it is walked over as well.
    found.partial ||= undoCanShow(analysis, [node.block]);
  } else if (block) {
    add(found, statementEffects(analysis, block));
    found.partial ||= undoCanShow(analysis, [block]);
  } else {
    if (!node.into) found.effect = true;
    found.transactionControl ||= endsTransaction(analysis, node);
  }
  return true;
}

/**
 * Is an error of the block, or call, that EXECUTE IMMEDIATE runs one of a statement, which takes back all that it did?
 * One that ends the transaction, or goes back to a savepoint, is more than a statement, and what USING calls comes before
 * it. (Database Concepts, "Statement-Level Atomicity")
 */
export const isUndoneAsWhole = (analysis: Analysis, { using }: ExecuteImmediate, block: Statement): boolean =>
  (block.kind === 'Block' || block.kind === 'CallStatement') &&
  !statementEffects(analysis, block).transactionControl &&
  !using.some(({ value }) => statementEffects(analysis, value).effect) &&
  !contains(block, ({ kind }) => kind === 'Savepoint' || kind === 'Rollback');

/** What a name or call calls, if anything. */
function noteCall(analysis: Analysis, node: Name | Call | Member | New | MethodCallOnType, found: Found): void {
  const { base } = analysis.resolve(node);
  found.transactionControl ||= endsTransaction(analysis, node);
  if (base.kind === 'supplied' && memberChangesDatabase(base)) found.effect = true;
  if (startsWithChanges(analysis, node)) markPartial(found);
  for (const callee of calleesOf(analysis, node)) {
    if (changesTransaction(analysis, callee)) {
      found.effect = true;
      if (!isAtomic(analysis, callee)) found.partial = true;
    } else if (writesStay(analysis, callee) || failsWithOpenCursor(analysis, callee)) markPartial(found);
    if (mayStartWithChanges(analysis, node, callee)) markPartial(found);
  }
}

function markPartial(found: Found): void {
  found.effect = true;
  found.partial = true;
}

/** Is there an end of the transaction that no query or DML of the statement holds? */
function endsOutsideSql(analysis: Analysis, statement: OracleNode): boolean {
  const isPart = (node: OracleNode): boolean => node !== statement && isCompound(node);
  return contains(
    statement,
    (node) => {
      if (isPart(node)) return statementEffects(analysis, node).transactionControl;
      const uses = defaultsUsed(analysis, node).some(
        (value) => !beingAsked.has(value) && effectsOfDefault(analysis, value).transactionControl,
      );
      return uses || endsTransaction(analysis, node);
    },
    (node) => isPart(node) || isSql(node) || node.kind === 'RoutineDefinition',
  );
}

/** Does the node end the transaction, itself or in what it calls? */
function endsTransaction(analysis: Analysis, node: OracleNode): boolean {
  switch (node.kind) {
    case 'ExecuteImmediate': {
      if (node.block) return false;
      const block = dynamicBlock(analysis, node);
      if (block) return statementEffects(analysis, block).transactionControl;
      return isDdlText(analysis, node.text) && !analysis.plainDdl.has(node);
    }
    case 'Commit':
    case 'SetTransaction':
      return true;
    case 'Rollback':
      return !node.to;
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'MethodCallOnType': {
      const { base } = analysis.resolve(node);
      if (base.kind === 'supplied' && suppliedEndsTransaction(base)) return true;
      return calleesOf(analysis, node).some((callee) => {
        const effects = analysis.effectsOf(callee);
        return effects.transactionControl && !effects.autonomous && analysis.endsTransaction(node, callee);
      });
    }
    default:
      return false;
  }
}

/** Does it change tables in its caller's transaction, or end that? */
function changesTransaction(analysis: Analysis, routine: RoutineSymbol): boolean {
  const effects = analysis.effectsOf(routine);
  return !effects.autonomous && (changesTables(effects) || effects.transactionControl);
}

/**
 * Does it make no difference that a sub-transaction around a call undoes what the routine has done before it failed? So
 * it is where each way through the routine has at most one effect, outside of loops, and nothing can fail after it: no
 * statement, and not the assignment of what it hands back to a caller's variable.
 */
export function isAtomic(analysis: Analysis, routine: RoutineSymbol): boolean {
  let known = atomic.get(analysis);
  if (!known) atomic.set(analysis, (known = new Map()));
  const answer = known.get(routine);
  if (answer !== undefined) return answer;
  // A routine that calls itself may have done something before it does.
  known.set(routine, false);
  const found = computeAtomic(analysis, routine);
  known.set(routine, found);
  return found;
}

const atomic = new WeakMap<Analysis, Map<RoutineSymbol, boolean>>();

function computeAtomic(analysis: Analysis, routine: RoutineSymbol): boolean {
  if (writesStay(analysis, routine) || failsWithOpenCursor(analysis, routine)) return false;
  if (changesTransaction(analysis, routine) && mayFailToHandBack(analysis, routine)) return false;
  const body = routine.definition?.body;
  if (body?.kind !== 'Block') return !changesTransaction(analysis, routine);
  const lists = [body.body, ...body.handlers.map((h) => h.body)];
  return lists.every((list) => !undoCanShow(analysis, list) && !failsAtEnd(analysis, routine, list));
}

/** Does the function change tables and come to its end without RETURN, which is an error? */
function failsAtEnd(analysis: Analysis, routine: RoutineSymbol, statements: readonly Statement[]): boolean {
  if (routine.routine !== 'FUNCTION' || isPipelined(routine) || routine.declaration.method?.role === 'CONSTRUCTOR')
    return false;
  return mayReachEnd(analysis, statements) && statements.some((s) => statementEffects(analysis, s).effect);
}

/**
 * Would undoing what these statements did before an error be visible? True when a statement that can raise stands after
 * an effect, an effect stands in a loop, or something below controls transactions.
 */
export function undoCanShow(analysis: Analysis, statements: readonly Statement[]): boolean {
  if (listRepeats(statements) && statementsHaveEffect(analysis, statements)) return true;
  let before = false;
  for (const statement of statements) {
    const effects = statementEffects(analysis, statement);
    if (effects.transactionControl || effects.partial) return true;
    if (before && effects.raises) return true;
    if (effects.effect) {
      if (hasRounds(statement)) return true;
      if (hasInnerOrder(analysis, statement)) return true;
      before = true;
    }
  }
  return false;
}

/** Has it rounds, so that an effect of one may come before an error of the next? A loop that always leaves counts, too. */
const hasRounds = (statement: Statement): boolean =>
  repeats(statement) || (statement.kind === 'ForAll' && statement.saveExceptions);

/** Inside a compound statement, does a raise follow an effect? */
function hasInnerOrder(analysis: Analysis, statement: Statement): boolean {
  switch (statement.kind) {
    case 'If':
      return (
        statement.branches.some((x) => undoCanShow(analysis, x.body)) ||
        undoCanShow(analysis, statement.otherwise ?? [])
      );
    case 'CaseStatement':
      return (
        statement.branches.some((x) => undoCanShow(analysis, x.body)) ||
        undoCanShow(analysis, statement.otherwise ?? [])
      );
    case 'Block':
      return (
        undoCanShow(analysis, statement.body) ||
        statement.handlers.some((h) => undoCanShow(analysis, h.body)) ||
        (statement.handlers.length > 0 && statement.body.length > 0 && statementsHaveEffect(analysis, statement.body))
      );
    case 'LabelledStatement':
      return undoCanShow(analysis, [statement.statement]);
    case 'ForAll':
      // One FORALL is a sequence of statements: those before the failing one stay.
      return true;
    default:
      return false;
  }
}

function statementsHaveEffect(analysis: Analysis, statements: readonly Statement[]): boolean {
  return statements.some((s) => statementEffects(analysis, s).effect);
}

const ddl =
  /^\s*(create|alter(?!\s+session)|drop|truncate|grant|revoke|comment|rename|analyze|audit|noaudit|purge|flashback)\b/i;

/** Does the text of dynamic SQL begin, as far as it is known, as DDL that commits? */
export function isDdlText(analysis: Analysis, text: Expr): boolean {
  const known = analysis.dynamicText(text)?.text ?? '';
  return ddl.test(known) && !isPrivateTableText(known);
}
