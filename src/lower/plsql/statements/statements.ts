import type { Analysis } from '../../../analyze/analysis.js';
import { unreachable } from '../../../diagnostics/diagnostic.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import { internalFailure } from '../../../diagnostics/op9.js';
import { isCompound } from '../../../ir/kinds.js';
import type { LineNode, Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { lowerElementOfLoop } from '../../collections/iterated-elements.js';
import { joinedChanges } from '../../collections/joined-changes.js';
import { Refusal } from '../../context.js';
import { mayBeNull } from '../../expressions/typing.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { askingBefore, sharingSqlAttributes } from '../body/shared-sql-attributes.js';
import { lowerCloseCursor, lowerOpenCursor, lowerOpenFor } from '../cursors/cursors.js';
import { lowerFetch } from '../cursors/fetch.js';
import { lowerExecuteImmediate } from '../dynamic/dynamic-sql.js';
import { compiledBlock } from '../dynamic/invalid-block.js';
import { inPlace } from '../effects/dynamic-block.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { openedCursors } from '../effects/opened-cursors.js';
import { mentions, returnsTo } from '../effects/savepoints-of-blocks.js';
import { anyApart, madeOf, protectParts } from '../errors/capture.js';
import { lowerRaise } from '../errors/exceptions.js';
import { isSafeStatement } from '../errors/safe.js';
import { reportUndoneMethods } from '../errors/undone-methods.js';
import { hasCapturedEntry } from '../routines/entries.js';
import { untilDeparture } from '../transactions/savepoint-departures.js';
import { lowerAfterSavepoint } from '../transactions/savepoints.js';
import { lowerSetTransaction } from '../transactions/set-transaction.js';
import { lowerCommit, lowerLockTable, lowerRollback, lowerSavepoint } from '../transactions/transactions.js';
import { lowerAssignment } from './assignment.js';
import { lowerBlock } from './block.js';
import { lowerCallStatement } from './call-statement.js';
import { lowerCaseStatement, lowerIf } from './conditionals.js';
import { lowerDmlStatement, lowerSelectInto } from './dml-statement.js';
import { lowerForAllStatement } from './forall.js';
import { gotoPlaces, lowerAroundLabels } from './goto.js';
import {
  lowerBasicLoop,
  lowerCursorForLoop,
  lowerExit,
  lowerForLoop,
  lowerGoto,
  lowerLabelled,
  lowerWhileLoop,
} from './loops.js';
import { isCaptured } from './parameter-sizes.js';
import { lowerPipeRow, lowerReturn } from './returns.js';

/**
 * A list of statements in the present mode. In capture mode runs of statements share one sub-block: pure ones and at
 * most one effect, the last.
 */
export function lowerStatements(rc: BodyBuilder, written: readonly Statement[]): PlStatement[] {
  const statements = untilDeparture(written);
  const places = gotoPlaces(rc, statements);
  if (places) return guarded(rc, statements[places.at] as Statement, () => lowerAroundLabels(rc, statements, places));
  const savepoint = statements.findIndex(
    (s, i) => s.kind === 'Savepoint' && !belongsToBlock(rc.unit.analysis, statements, i),
  );
  const marked = statements[savepoint];
  if (marked?.kind === 'Savepoint') {
    const rest = statements.slice(savepoint + 1);
    return [
      ...lowerStatements(rc, statements.slice(0, savepoint)),
      ...commentsOf(marked),
      ...guarded(rc, marked, () => lowerAfterSavepoint(rc, marked, rest)),
    ];
  }
  if (rc.mode.kind === 'plain') return lowerInTurn(rc, withoutBlockSavepoints(rc, statements));
  const out: PlStatement[] = [];
  let run: PlStatement[] = [];
  let raises = false;
  const flush = (): void => {
    const [first] = run;
    if (first) out.push(...(raises && !run.every(isSafeStatement) ? protectParts(rc, first.span, run) : run));
    run = [];
    raises = false;
  };
  for (const original of withoutBlockSavepoints(rc, statements)) {
    const statement = inPlace(rc.unit.analysis, original);
    const effects = statementEffects(rc.unit.analysis, statement);
    if (effects.partial && !hasParts(statement)) reportUndoneMethods(rc.unit, statement);
    // An open cursor is lost with the sub-block that opened it.
    const stays = effects.effect || openedCursors(rc.unit.analysis, statement).size > 0;
    const made = (inner: BodyBuilder): PlStatement[] => {
      const lowered = lowerStatement(inner, statement);
      return original !== statement && original.kind === 'ExecuteImmediate'
        ? compiledBlock(inner, original, statement, lowered)
        : lowered;
    };
    const called = callsCapturedEntry(rc, statement);
    if (effects.transactionControl || called || (stays && hasParts(statement))) {
      flush();
      const lowered = made(rc);
      // Around the call of a function that ends transactions, which stands apart, the rest may fail.
      const isOpen = !called && !hasParts(statement) && statement.kind !== 'Exit' && anyApart(lowered);
      out.push(...(isOpen ? protectParts(rc, statement.span, lowered) : lowered));
      continue;
    }
    // What has no effect inside is plain: its errors reach the sub-block around it.
    const lowered = hasParts(statement) ? rc.with({ mode: { kind: 'plain' } }, made) : made(rc);
    run.push(...lowered);
    raises ||= effects.raises;
    if (stays) flush();
  }
  flush();
  return out;
}

/**
 * One statement after the other; changes of one element of a collection are made together where nobody sees what lies
 * between them.
 */
function lowerInTurn(rc: BodyBuilder, statements: readonly Statement[]): PlStatement[] {
  const groups: PlStatement[][] = [];
  for (const statement of statements) {
    const lowered = lowerStatement(rc, statement);
    const before = groups.at(-1);
    const joined =
      before && changesUnseen(rc, statement) ? joinedChanges(before, lowered, mayLackKey(rc, statement)) : undefined;
    if (joined) groups[groups.length - 1] = joined;
    else groups.push(lowered);
  }
  return groups.flat();
}

/**
 * Is it an assignment to a part of a local variable of the body, which is gone where the statement fails because no
 * handler stands around it?
 */
function changesUnseen(rc: BodyBuilder, s: Statement): boolean {
  if (s.kind !== 'Assignment' || (s.target.kind !== 'Name' && s.target.kind !== 'Call' && s.target.kind !== 'Member'))
    return false;
  const { base, steps } = rc.unit.analysis.resolve(s.target);
  if (base.kind !== 'variable' || steps.length < 2 || base.variable.storage !== 'local') return false;
  return !isCaptured(rc, base.variable) && !hasHandlerAround(rc, s);
}

/** May the key of the element that the statement assigns to a part of be NULL? */
function mayLackKey(rc: BodyBuilder, s: Statement): boolean {
  const target =
    s.kind === 'Assignment' && (s.target.kind === 'Call' || s.target.kind === 'Member') ? s.target : undefined;
  const [first] = target ? rc.unit.analysis.resolve(target).steps : [];
  const index = first?.kind === 'element' ? first.index : undefined;
  return !index || mayBeNull({ unit: rc.unit, sql: false, routine: rc }, index);
}

function hasHandlerAround(rc: BodyBuilder, { span }: Statement): boolean {
  return (
    rc.hasHandlers &&
    contains(
      rc.source,
      (node) =>
        node.kind === 'Block' && node.handlers.length > 0 && node.span.start <= span.start && span.end <= node.span.end,
    )
  );
}

/** A call of a procedure that returns its error: it stands outside of any sub-block. */
function callsCapturedEntry(rc: BodyBuilder, s: Statement): boolean {
  if (s.kind !== 'CallStatement' || s.call.kind === 'BindVariable' || s.call.kind === 'MethodCallOnType') return false;
  const { base, steps } = rc.unit.analysis.resolve(s.call);
  return (
    base.kind === 'routine' &&
    steps.length === 0 &&
    base.routine.routine === 'PROCEDURE' &&
    hasCapturedEntry(rc.unit, base.routine)
  );
}

/** The savepoint is that of the block after it, whose handlers return to it, and nothing else does. */
function belongsToBlock(analysis: Analysis, statements: readonly Statement[], at: number): boolean {
  const [savepoint, next] = statements.slice(at, at + 2);
  if (savepoint?.kind !== 'Savepoint' || next?.kind !== 'Block') return false;
  const { name } = savepoint.name;
  const setsItself = next.body.some((s) => s.kind === 'Savepoint' && s.name.name === name);
  return !setsItself && returnsTo(analysis, next, name) && !mentions(statements.slice(at + 2), name);
}

/** Is it, behind its labels, made of other statements? */
const hasParts = (s: Statement): boolean =>
  s.kind === 'LabelledStatement' ? hasParts(s.statement) : s.kind === 'ForAll' || isCompound(s);

/** Savepoints that a block after them takes care of are part of that block. */
function withoutBlockSavepoints(rc: BodyBuilder, statements: readonly Statement[]): readonly Statement[] {
  if (!statements.some((s) => s.kind === 'Savepoint')) return statements;
  return statements.flatMap((s, i): readonly Statement[] => {
    if (s.kind === 'Savepoint' && belongsToBlock(rc.unit.analysis, statements, i)) return [];
    const before = statements[i - 1];
    // The block has it at its start, so that its lowering knows the form.
    if (s.kind === 'Block' && before?.kind === 'Savepoint' && belongsToBlock(rc.unit.analysis, statements, i - 1))
      return [{ ...s, body: [before, ...s.body] }];
    return [s];
  });
}

/** One statement; what cannot be converted becomes a raise of P0004, and the rest goes on. */
export const lowerStatement = (rc: BodyBuilder, statement: Statement): PlStatement[] =>
  lowerStatementBy(rc, statement, () => dispatch(rc, statement));

/** The same for a statement that `make` lowers. */
export function lowerStatementBy(rc: BodyBuilder, statement: Statement, make: () => PlStatement[]): PlStatement[] {
  return withComments(
    statement,
    guarded(rc, statement, () =>
      rc.variables.inStatement(() => askingBefore(rc, statement, () => sharingSqlAttributes(rc, statement, make()))),
    ),
  );
}

function guarded(rc: BodyBuilder, statement: Statement, make: () => PlStatement[]): PlStatement[] {
  try {
    return make();
  } catch (error) {
    const diagnostic =
      error instanceof Refusal ? error.diagnostic : internalFailure(statement.span, statement.kind, error);
    rc.unit.report(diagnostic);
    // A step of an installation that cannot be taken is said while the rest goes on.
    if (rc.unit.options.installerBlocks && rc.symbol === undefined) {
      // What comes after would go on with a value that it was not given.
      const ends = givesValue(statement);
      return [
        b.notConvertedWarning(statement.span, diagnostic, ends ? ' The rest of the block is not run.' : ''),
        ...(ends ? [{ kind: 'PlReturn' as const, span: statement.span }] : []),
      ];
    }
    return [b.notConverted(statement.span, diagnostic)];
  }
}

/** Does the statement decide what the ones after it work with, or whether they run at all? */
function givesValue(statement: Statement): boolean {
  switch (statement.kind) {
    case 'Assignment':
    case 'SelectInto':
    case 'Fetch':
    case 'Raise':
    case 'Return':
      return true;
    case 'ExecuteImmediate':
      return statement.into !== undefined || statement.returning !== undefined;
    default:
      return false;
  }
}

/** The first of the statements gets what stands before a node, the last what stands after it. */
export function withComments(statement: LineNode, lowered: PlStatement[]): PlStatement[] {
  const [first, ...rest] = lowered;
  const comments = statement.comments ?? [];
  if (!first) {
    return comments.length > 0
      ? [{ kind: 'PlComment', span: statement.span, comments, blankBefore: statement.blankBefore }]
      : [];
  }
  if (comments.length === 0 && !statement.trailingComment && !statement.blankBefore) return lowered;
  const last = rest.at(-1);
  const head = madeOf(first, {
    ...first,
    comments: [...comments, ...(first.comments ?? [])],
    blankBefore: statement.blankBefore || first.blankBefore,
    trailingComment: last ? first.trailingComment : (statement.trailingComment ?? first.trailingComment),
  });
  if (!last) return [head];
  return [
    head,
    ...rest.slice(0, -1),
    statement.trailingComment ? madeOf(last, { ...last, trailingComment: statement.trailingComment }) : last,
  ];
}

/** What is said of a statement that becomes a part of others. */
export const commentsOf = ({ kind, span, comments, blankBefore }: Statement): PlStatement[] =>
  withComments({ kind, span, comments, blankBefore } as LineNode, []);

function dispatch(rc: BodyBuilder, s: Statement): PlStatement[] {
  switch (s.kind) {
    case 'Block':
      return lowerBlock(rc, s);
    case 'NullStatement':
      return [b.nothing(s.span)];
    case 'PragmaStatement':
      return [];
    case 'Assignment':
      return lowerAssignment(rc, s);
    case 'CallStatement':
      return lowerCallStatement(rc, s);
    case 'If':
      return lowerIf(rc, s);
    case 'CaseStatement':
      return lowerCaseStatement(rc, s);
    case 'BasicLoop':
      return lowerBasicLoop(rc, s);
    case 'WhileLoop':
      return lowerWhileLoop(rc, s);
    case 'ForLoop':
      return lowerForLoop(rc, s);
    case 'CursorForLoop':
      return lowerCursorForLoop(rc, s);
    case 'Exit':
    case 'Continue':
      return lowerExit(rc, s);
    case 'Goto':
      return lowerGoto(rc, s);
    case 'Return':
      return lowerReturn(rc, s);
    case 'Raise':
      return lowerRaise(rc, s);
    case 'SelectInto':
      return lowerSelectInto(rc, s);
    case 'DmlInBlock':
      return lowerDmlStatement(rc, s);
    case 'ForAll':
      return lowerForAllStatement(rc, s);
    case 'OpenCursor':
      return lowerOpenCursor(rc, s);
    case 'OpenFor':
      return lowerOpenFor(rc, s);
    case 'Fetch':
      return lowerFetch(rc, s);
    case 'CloseCursor':
      return lowerCloseCursor(rc, s);
    case 'ExecuteImmediate':
      return lowerExecuteImmediate(rc, s);
    case 'Commit':
      return lowerCommit(rc, s);
    case 'Rollback':
      return lowerRollback(rc, s);
    case 'Savepoint':
      return lowerSavepoint(s);
    case 'SetTransaction':
      return lowerSetTransaction(rc, s);
    case 'LockTable':
      return lowerLockTable(rc, s);
    case 'PipeRow':
      return lowerPipeRow(rc, s);
    case 'LabelledStatement':
      return lowerLabelled(rc, s);
    case 'ElementOfLoop':
      return lowerElementOfLoop(rc, s);
    case 'UnsupportedStatement':
      throw new Refusal(unsupportedStatement(s.span, s.what));
    default:
      return unreachable(s);
  }
}
