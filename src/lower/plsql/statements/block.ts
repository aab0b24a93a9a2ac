import { holdsNul } from '../../../analyze/declare/known-text.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { byteLength } from '../../../diagnostics/op1-types.js';
import { catchesAll } from '../../../ir/exception-handlers.js';
import type { Block, Declaration, ExceptionHandler, VariableDeclaration } from '../../../ir/oracle/index.js';
import type { PgExpr, PlDeclaration, PlHandler, PlStatement, PlVariable } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { defaultOf } from '../../calls/defaults.js';
import { elementsPgType } from '../../collections/collection-types.js';
import { isDense } from '../../collections/dense.js';
import { reportWholeUses } from '../../collections/gaps.js';
import { assignSplit, type SplitPart, splitOf, splitParts } from '../../collections/split.js';
import type { UnitContext } from '../../context.js';
import { commentsLeftOver } from '../../declarations-left-out.js';
import { fitTo } from '../../expressions/conversions/fit.js';
import { givenTo } from '../../expressions/datetime/instants.js';
import { lowerTo } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import { localTypes } from '../../types-of-declarations.js';
import { reportUnnumberedExceptions } from '../../unresolved/unnumbered-exceptions.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { cursorDeclarations } from '../cursors/cursors.js';
import { conditionalSavepoint } from '../effects/conditional-savepoints.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { setBelow } from '../effects/moved-savepoints.js';
import { needsCapture } from '../effects/needs-capture.js';
import {
  beforeReturn,
  returnAt,
  type SavepointOfBlock,
  savepointOf,
  savepointWithin,
  withoutSavepoint,
} from '../effects/savepoints-of-blocks.js';
import { protectParts } from '../errors/capture.js';
import { lowerCapturedHandlers, lowerPlainHandlers } from '../errors/exceptions.js';
import { reportMissingLines } from '../errors/lines-of-error.js';
import { rowOrHandler } from '../errors/row-or-handler.js';
import { isSafe, isSafeStatement } from '../errors/safe.js';
import { liftNestedRoutine } from '../routines/nested-routine.js';
import { noteSavepoint } from '../transactions/noted-savepoints.js';
import { lowerReturningBlock } from '../transactions/savepoint-handlers.js';
import { markSavepoint } from '../transactions/savepoint-marks.js';
import { lowerBlockAround } from '../transactions/savepoints-within.js';
import { commentsOf } from './comments.js';
import { lowerToVariable } from './empty-char.js';
import { alwaysFits, someValue } from './plain-initial.js';
import { lowerStatements } from './statements.js';

/** A nested block as a statement. */
export function lowerBlock(rc: BodyBuilder, block: Block): PlStatement[] {
  const declarations: PlDeclaration[] = [];
  const inner = rc.innerBlock(declarations);
  const loops = rc.jumps.loopEnds.length;
  const body = rc.variables.inScope(() => lowerBlockBody(inner, block));
  // A cursor of the block is gone with it: handlers around have nothing to close.
  const own = new Set(declarations.flatMap((d) => ('name' in d ? [d.name] : [])));
  rc.jumps.loopEnds.push(...rc.jumps.loopEnds.splice(loops).filter((s) => !names(s, own)));
  const label = block.labels[0] && foldName(block.labels[0].name);
  if (declarations.length === 0 && label === undefined && body.handlers.length === 0 && block.declarations.length === 0)
    return body.statements.length > 0 ? body.statements : [b.nothing(block.span)];
  return [b.block(block.span, { label, declarations, body: body.statements, handlers: body.handlers })];
}

const names = (statement: PlStatement, variables: ReadonlySet<string>): boolean =>
  contains(
    statement,
    (node) =>
      (node.kind === 'PgColumn' && variables.has(node.parts[0] ?? '')) ||
      (node.kind === 'PlClose' && variables.has(node.cursor)),
  );

/** Statements and handlers of a block; its declarations are added to the context's. */
interface BlockBody {
  readonly statements: PlStatement[];
  readonly handlers: PlHandler[];
}

/** Declarations (added to the context's block), statements and handlers of a block. */
export function lowerBlockBody(rc: BodyBuilder, block: Block): BlockBody {
  const { analysis } = rc.unit;
  if (block.handlers.length > 0) reportMissingLines(rc, block);
  const savepoint = savepointOf(analysis, block);
  if (savepoint) return lowerBlockOfSavepoint(rc, block, savepoint);
  const conditional = conditionalSavepoint(analysis, block);
  if (conditional) return lowerBlockThatReturns(rc, conditional.block, conditional.savepoint);
  const within = savepointWithin(analysis, block);
  const initial = lowerDeclarations(rc, block.declarations);
  if (within !== undefined) return { statements: [...initial, ...lowerBlockAround(rc, block, within)], handlers: [] };
  const direct = rowOrHandler(rc, block);
  if (direct) return { statements: [...initial, ...direct], handlers: [] };
  // Where errors are stored, handlers of PL/pgSQL would never see one.
  const capture = block.handlers.length > 0 && (rc.mode.kind === 'capture' || needsCapture(analysis, block));
  if (capture) return { statements: [...initial, ...lowerCapturedHandlers(rc, block)], handlers: [] };
  const loops = rc.jumps.loopEnds.length;
  const statements = lowerStatements(rc, block.body);
  const ends = rc.jumps.loopEnds.slice(loops);
  const handlers = lowerPlainHandlers(rc, block).map((h) =>
    ends.length > 0 ? { ...h, body: [...ends, ...h.body] } : h,
  );
  return besideInitial(block, initial, statements, handlers);
}

/** A block to whose savepoint its handlers return. */
function lowerBlockOfSavepoint(rc: BodyBuilder, block: Block, savepoint: SavepointOfBlock): BlockBody {
  const { analysis } = rc.unit;
  const isSetAgain = setBelow(analysis, beforeReturn(analysis, block, savepoint), savepoint.name);
  const bare = isSetAgain ? undefined : withoutSavepoint(analysis, block);
  // An error that no handler takes leaves the work to whoever captures it in an enclosing block.
  if (!bare || (rc.mode.kind !== 'plain' && !catchesAll(block))) return lowerBlockThatReturns(rc, block, savepoint);
  const set = block.body[savepoint.at];
  const noted = [
    ...noteSavepoint(rc, block.span, savepoint.name),
    ...(set?.kind === 'Savepoint' ? markSavepoint(rc, set) : []),
  ];
  const commentsOfReturn = (handler: ExceptionHandler): readonly PlStatement[] => {
    const rollback = handler.body[returnAt(handler, savepoint.name)];
    return rollback ? commentsOf(rollback) : [];
  };
  return lowerUndoneBlock(rc, bare, noted, {
    before: set ? commentsOf(set) : [],
    handlers: block.handlers.map(commentsOfReturn),
  });
}

/** A block of which only what follows the savepoint is undone. */
function lowerBlockThatReturns(rc: BodyBuilder, block: Block, savepoint: SavepointOfBlock): BlockBody {
  const initial = lowerDeclarations(rc, block.declarations);
  return { statements: [...initial, ...lowerReturningBlock(rc, block, savepoint, [])], handlers: [] };
}

/** The handlers are those of the statements alone: a failing initial value is an error of the block around. */
function besideInitial(
  { span }: Block,
  initial: readonly PlStatement[],
  statements: readonly PlStatement[],
  handlers: PlHandler[],
): BlockBody {
  const some = (list: readonly PlStatement[]): PlStatement[] => (list.length > 0 ? [...list] : [b.nothing(span)]);
  return handlers.length === 0 || initial.every(isSafeStatement)
    ? { statements: some([...initial, ...statements]), handlers }
    : { statements: [...initial, b.block(span, { body: some(statements), handlers })], handlers: [] };
}

/**
 * A block whose handlers undo all that it did, as PL/pgSQL's own do: SAVEPOINT at its start, ROLLBACK TO at the start
 * of every handler.
 */
function lowerUndoneBlock(
  rc: BodyBuilder,
  block: Block,
  noted: readonly PlStatement[],
  comments: { readonly before: readonly PlStatement[]; readonly handlers: readonly (readonly PlStatement[])[] },
): BlockBody {
  const initial = [...lowerDeclarations(rc, block.declarations), ...comments.before, ...noted];
  if (rc.mode.kind === 'plain') {
    const statements = lowerStatements(rc, block.body);
    // The savepoint is still there where all after it is undone.
    const lowered = lowerPlainHandlers(rc, block);
    const handlers = lowered.map((h, i) => {
      const said = lowered.length === block.handlers.length ? (comments.handlers[i] ?? []) : [];
      return { ...h, body: [...noted, ...said, ...h.body] };
    });
    return besideInitial(block, initial, statements, handlers);
  }
  return { statements: [...initial, ...lowerCapturedHandlers(rc, block, 'undo')], handlers: [] };
}

/**
 * Declares everything of a declarative part; returns statements for initial values that cannot stand in the
 * declaration.
 */
export function lowerDeclarations(rc: BodyBuilder, declarations: readonly Declaration[]): PlStatement[] {
  const statements: PlStatement[] = [];
  let run: PlStatement[] = [];
  const flush = (): void => {
    const [first] = run;
    const bare = rc.mode.kind === 'plain' || run.every(isSafeStatement);
    if (first) statements.push(...(bare ? run : protectParts(rc, first.span, run)));
    run = [];
  };
  reportUnnumberedExceptions(rc.unit, declarations);
  // What is said of declarations that come to nothing goes to the variable after them.
  const leftOut: Declaration[] = [];
  for (const d of declarations) {
    switch (d.kind) {
      case 'VariableDeclaration':
        if (standsForNul(rc.unit, d)) {
          leftOut.push(d);
          break;
        }
        run.push(
          ...declareVariable(
            rc,
            d,
            statements.length + run.length > 0 || readsOut(rc, d),
            commentsLeftOver(rc.unit, leftOut.splice(0)),
          ),
        );
        // What it did stays although a later one fails.
        if (rc.mode.kind === 'capture' && statementEffects(rc.unit.analysis, d).effect) flush();
        break;
      case 'CursorDeclaration':
        rc.unit.before.push(...localTypes(rc.unit, [d]));
        for (const c of cursorDeclarations(rc, d)) rc.declareCursor(c);
        break;
      case 'RoutineDefinition':
        liftNestedRoutine(rc, d);
        break;
      case 'RecordTypeDeclaration':
      case 'CollectionTypeDeclaration':
        rc.unit.before.push(...localTypes(rc.unit, [d]));
        break;
      case 'RoutineDeclaration':
        break;
      case 'ExceptionDeclaration':
      case 'SubtypeDeclaration':
      case 'RefCursorTypeDeclaration':
      case 'Pragma':
      case 'UnsupportedDeclaration':
        leftOut.push(d);
        break;
    }
  }
  flush();
  const comments = commentsLeftOver(rc.unit, leftOut);
  const [last] = leftOut;
  return last && comments.length > 0 ? [...statements, { kind: 'PlComment', span: last.span, comments }] : statements;
}

/** Does its initial value read an OUT parameter, which is given what its type begins with at the start of the body? */
function readsOut(rc: BodyBuilder, { initial, span }: VariableDeclaration): boolean {
  const outs = new Set(
    rc.symbol?.kind === 'routine' ? rc.symbol.parameters.filter((p) => p.mode === 'OUT').map((p) => p.variable) : [],
  );
  if (!initial || outs.size === 0) return false;
  return contains(initial, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return false;
    const { base } = rc.unit.analysis.resolve(node);
    return (
      base.kind === 'variable' && outs.has(base.variable) && defaultOf(rc.unit, base.variable.type, span) !== undefined
    );
  });
}

/** PL/pgSQL counts the length of a variable in characters, as that of a column. */
export function reportBytes(unit: UnitContext, { type }: VariableDeclaration): void {
  if (type.kind === 'BuiltinTypeRef' && type.lengthSemantics === 'BYTE') unit.report(byteLength(type.span));
}

/** Nothing is declared for a constant that has the character NUL: its uses know its text. */
function standsForNul(unit: UnitContext, d: VariableDeclaration): boolean {
  const symbol = unit.analysis.declaredBy(d);
  return symbol?.kind === 'variable' && holdsNul((e) => unit.analysis.resolve(e), symbol);
}

function declareVariable(
  rc: BodyBuilder,
  d: VariableDeclaration,
  later: boolean,
  before: readonly string[],
): PlStatement[] {
  reportBytes(rc.unit, d);
  const symbol = rc.unit.analysis.declaredBy(d);
  if (symbol?.kind !== 'variable') return [];
  const name = rc.name(symbol);
  if (symbol.type.kind === 'collection' && isDense(rc.unit, symbol)) {
    const { span, comments, trailingComment, blankBefore } = d;
    const array = b.variable(span, name, elementsPgType(rc.unit, symbol.type.collection), b.text(span, '{}'));
    rc.declare({ ...array, comments, trailingComment, blankBefore });
    return [];
  }
  const type = pgTypeOf(rc.unit.naming, symbol.type, 'variable');
  const comments = before.length > 0 ? [...before, ...(d.comments ?? [])] : d.comments;
  const statements: PlStatement[] = [];
  const parts = splitParts(rc.unit, symbol, name);
  if (parts) return declareSplit(rc, { ...d, comments }, symbol, parts);
  const initial = initialValue(rc, d, symbol, statements);
  const make = (value: PgExpr | undefined, { constant }: { readonly constant: boolean }): PlVariable => ({
    kind: 'PlVariable',
    span: d.span,
    name,
    type,
    initial: value,
    constant: constant || undefined,
    notNull: symbol.notNull && value ? true : undefined,
    comments,
    trailingComment: d.trailingComment,
    blankBefore: d.blankBefore,
  });
  const protectedStart =
    rc.mode.kind === 'capture' &&
    initial !== undefined &&
    (!isSafe(initial) || (d.initial !== undefined && !alwaysFits(rc.unit, d.initial, symbol.type, symbol.notNull)));
  const begun = d.initial && d.initial.kind !== 'NullLiteral' ? rc.cursors.begunWith(symbol, d.span) : [];
  if (statements.length > 0 || (later && initial) || protectedStart) {
    // NOT NULL needs a value to start with.
    rc.declare(make(symbol.notNull ? someValue(symbol.type, d.span) : undefined, { constant: false }));
    return [...statements, ...(initial ? [b.assign(d.span, b.column(d.span, name), initial)] : []), ...begun];
  }
  rc.declare(make(initial, { constant: d.constant }));
  return [...begun];
}

/** A collection that is kept in two variables. */
function declareSplit(
  rc: BodyBuilder,
  d: VariableDeclaration,
  symbol: VariableSymbol,
  parts: readonly [SplitPart, SplitPart],
): PlStatement[] {
  const names = [rc.variables.partName(symbol, parts[0].name), rc.variables.partName(symbol, parts[1].name)] as const;
  rc.variables.split(symbol, names);
  reportWholeUses(rc.unit, symbol, symbol.block);
  for (const [i, part] of parts.entries()) {
    rc.declare({
      ...b.variable(d.span, names[i] ?? part.name, part.type, part.initial),
      ...(i === 0 ? { comments: d.comments, blankBefore: d.blankBefore } : { trailingComment: d.trailingComment }),
    });
  }
  if (!d.initial) return [];
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), early: rc.isOutermost };
  const value = lowerTo(ex, d.initial, symbol.type);
  const place = splitOf(rc.variable(symbol, { sql: false }));
  const statements = place ? [...before, ...assignSplit(rc, place, value, d.span)] : before;
  return statements;
}

function initialValue(
  rc: BodyBuilder,
  d: VariableDeclaration,
  symbol: VariableSymbol,
  before: PlStatement[],
): PgExpr | undefined {
  if (d.initial) {
    const ex = givenTo({ ...exprContext(rc, before), early: rc.isOutermost }, symbol, d.initial);
    return fitTo(ex, lowerToVariable(ex, d.initial, symbol.type), {
      from: rc.unit.analysis.typeOf(d.initial),
      to: symbol.type,
      span: d.initial.span,
      source: d.initial,
    });
  }
  return defaultOf(rc.unit, symbol.type, d.span);
}
