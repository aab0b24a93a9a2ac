import type { Analysis } from '../../../analyze/analysis.js';
import { isCompound } from '../../../ir/kinds.js';
import type { Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { joinedChanges } from '../../collections/changes/joined-changes.js';
import { mayBeNull } from '../../expressions/typing.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { hasHandlerAround } from '../body/handlers-around.js';
import { lowerBlockInPlace } from '../dynamic/block-in-place.js';
import { openedCursors } from '../effects/cursors/opened-cursors.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { conditionallyReturning } from '../effects/savepoints/conditional-returns.js';
import { hasRollbackTo, returnsTo } from '../effects/savepoints/savepoints-of-blocks.js';
import { inPlace } from '../effects/texts/dynamic-block.js';
import { anyApart, protectParts } from '../errors/capture.js';
import { isSafeStatement } from '../errors/safe.js';
import { untilDeparture } from '../transactions/savepoint-departures.js';
import { lowerAfterSavepoint } from '../transactions/savepoints.js';
import { isInTrigger } from '../transactions/under-trigger.js';
import { isCaptured } from './assignments/parameter-sizes.js';
import { commentsOf } from './comments.js';
import { gotoPlaces, lowerAroundLabels } from './goto.js';
import { guarded, lowerStatement } from './statement.js';

/** A list of statements in the present mode. */
export function lowerStatements(rc: BodyBuilder, written: readonly Statement[]): PlStatement[] {
  const statements = untilDeparture(written);
  const places = gotoPlaces(rc, statements);
  if (places)
    return guarded(rc, (places.at(-1) ?? places[0]).statement, () => lowerAroundLabels(rc, statements, places));
  // A trigger can neither set one nor return to it.
  const savepoint = isInTrigger(rc)
    ? -1
    : statements.findIndex((s, i) => s.kind === 'Savepoint' && !belongsToBlock(rc.unit.analysis, statements, i));
  const marked = statements[savepoint];
  if (marked?.kind === 'Savepoint') {
    const rest = statements.slice(savepoint + 1);
    return [
      ...lowerStatements(rc, statements.slice(0, savepoint)),
      ...commentsOf(marked),
      ...guarded(rc, marked, () => lowerAfterSavepoint(rc, marked, rest)),
    ];
  }
  const own = isInTrigger(rc) ? statements : withoutBlockSavepoints(rc, statements);
  return rc.mode.kind === 'plain' ? lowerInTurn(rc, own) : lowerCaptured(rc, own);
}

/**
 * The list in capture mode. Statements that stand behind one another share a sub-block: pure ones and at most one
 * effect, the last, since an error undoes all that its sub-block has done; any number of INSERT, UPDATE, DELETE and
 * MERGE where the handlers undo them before anything sees them.
 */
function lowerCaptured(rc: BodyBuilder, statements: readonly Statement[]): PlStatement[] {
  const list = new CapturedList(rc);
  for (const statement of statements) list.add(statement);
  return list.finished();
}

class CapturedList {
  private readonly done: PlStatement[] = [];
  /** What the next sub-block will hold. */
  private run: PlStatement[] = [];
  private runRaises = false;

  constructor(private readonly rc: BodyBuilder) {}

  finished(): PlStatement[] {
    this.closeRun();
    return this.done;
  }

  add(written: Statement): void {
    const { rc } = this;
    const { analysis } = rc.unit;
    const statement = inPlace(analysis, written);
    const holdsOthers = hasParts(statement);
    const effects = statementEffects(analysis, statement);
    // An open cursor is lost with the sub-block that opened it.
    const hasEffect = effects.effect || openedCursors(analysis, statement).size > 0;
    if (effects.transactionControl || (hasEffect && holdsOthers)) {
      this.closeRun();
      const lowered = lowerInPlace(rc, written, statement);
      // A call that ends transactions stands outside of any sub-block; what stands around the call may fail.
      const mayFail = !holdsOthers && statement.kind !== 'Exit' && anyApart(lowered);
      this.done.push(...(mayFail ? protectParts(rc, statement.span, lowered) : lowered));
      return;
    }
    // Without effects in them its parts are lowered plain: their errors reach the sub-block around them.
    this.run.push(...lowerInPlace(holdsOthers ? rc.plain() : rc, written, statement));
    this.runRaises ||= effects.raises;
    if (hasEffect && !this.mayBeUndone(statement)) this.closeRun();
  }

  /** May what the statement changes be undone with a later statement of the list, since the handlers undo it? */
  private mayBeUndone(statement: Statement): boolean {
    const { mode, unit } = this.rc;
    return (
      mode.kind === 'capture' &&
      mode.earlierWork === 'undone by handlers' &&
      statement.kind === 'DmlInBlock' &&
      openedCursors(unit.analysis, statement).size === 0
    );
  }

  private closeRun(): void {
    const { run } = this;
    const [first] = run;
    const needsBlock = this.runRaises && !run.every(isSafeStatement);
    if (first) this.done.push(...(needsBlock ? protectParts(this.rc, first.span, run) : run));
    this.run = [];
    this.runRaises = false;
  }
}

/** A statement, or the block that stands in the place of one: that of an EXECUTE IMMEDIATE whose text is known. */
function lowerInPlace(rc: BodyBuilder, written: Statement, statement: Statement): PlStatement[] {
  return written !== statement && written.kind === 'ExecuteImmediate'
    ? lowerBlockInPlace(rc, written, statement)
    : lowerStatement(rc, statement);
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
  return !isCaptured(rc, base.variable) && !hasHandlerAround(rc, s.span);
}

/** May the key of the element that the statement assigns to a part of be NULL? */
function mayLackKey(rc: BodyBuilder, s: Statement): boolean {
  const target =
    s.kind === 'Assignment' && (s.target.kind === 'Call' || s.target.kind === 'Member') ? s.target : undefined;
  const [first] = target ? rc.unit.analysis.resolve(target).steps : [];
  const index = first?.kind === 'element' ? first.index : undefined;
  return !index || mayBeNull({ unit: rc.unit, sql: false, routine: rc }, index);
}

/** The savepoint is that of the block after it, whose handlers return to it, and nothing else does. */
function belongsToBlock(analysis: Analysis, statements: readonly Statement[], at: number): boolean {
  const [savepoint, next] = statements.slice(at, at + 2);
  if (savepoint?.kind !== 'Savepoint' || next?.kind !== 'Block') return false;
  const { name } = savepoint.name;
  const setsItself = next.body.some((s) => s.kind === 'Savepoint' && s.name.name === name);
  if (setsItself || hasRollbackTo(statements.slice(at + 2), name)) return false;
  return returnsTo(analysis, next, name) || conditionallyReturning(analysis, next, name) !== undefined;
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
