import type { Declaration } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { repeatsAt } from '../../../ir/repetition.js';
import { reportUnnumberedExceptions } from '../../unresolved/unnumbered-exceptions.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { cursorDeclarations } from '../cursors/cursors.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { protectParts } from '../errors/capture.js';
import { isSafeStatement } from '../errors/safe.js';
import { liftNestedRoutine } from '../routines/nested-routine.js';
import { commentsLeftOver } from './declarations-left-out.js';
import { localTypes } from './types-of-declarations.js';
import { declareVariable, readsOut, standsForNul } from './variable.js';

/**
 * Declares everything of a declarative part; returns statements for initial values that cannot stand in the
 * declaration.
 */
export function lowerDeclarations(rc: BodyBuilder, declarations: readonly Declaration[]): PlStatement[] {
  reportUnnumberedExceptions(rc.unit, declarations);
  const initial = new InitialStatements(rc);
  // What is said of declarations that come to nothing goes to the variable after them.
  const leftOut: Declaration[] = [];
  for (const d of declarations) {
    switch (d.kind) {
      case 'VariableDeclaration':
        if (standsForNul(rc.unit, d)) {
          leftOut.push(d);
          break;
        }
        initial.add(
          declareVariable(rc, d, {
            isLate: initial.isBegun || readsOut(rc, d),
            commentsBefore: commentsLeftOver(rc.unit, leftOut.splice(0)),
          }),
        );
        initial.add(declaredAnew(rc, d));
        // What it did stays although a later one fails.
        if (rc.mode.kind === 'capture' && statementEffects(rc.unit.analysis, d).effect) initial.endPart();
        break;
      case 'CursorDeclaration':
        rc.unit.before.push(...localTypes(rc.unit, [d]));
        for (const c of cursorDeclarations(rc, d)) rc.declareCursor(c);
        initial.add(declaredAnew(rc, d));
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
  initial.endPart();
  const comments = commentsLeftOver(rc.unit, leftOut);
  const [last] = leftOut;
  return last && comments.length > 0
    ? [...initial.statements, { kind: 'PlComment', span: last.span, comments }]
    : initial.statements;
}

/** The attributes of a cursor that a block declares each time that it runs. */
function declaredAnew(rc: BodyBuilder, d: Declaration): readonly PlStatement[] {
  if (rc.isOutermost || !repeatsAt(rc.source, d.span)) return [];
  const symbol = rc.unit.analysis.declaredBy(d);
  if (symbol?.kind === 'cursor') return rc.cursors.declaredAnew(symbol, d.span);
  const isBare = d.kind === 'VariableDeclaration' && !d.initial;
  return isBare && symbol?.kind === 'variable' && symbol.type.kind === 'refCursor'
    ? rc.cursors.declaredAnew(symbol, d.span)
    : [];
}

/** The statements of initial values, in parts; under capture each part is protected as a whole. */
class InitialStatements {
  readonly statements: PlStatement[] = [];
  #part: PlStatement[] = [];

  constructor(private readonly rc: BodyBuilder) {}

  get isBegun(): boolean {
    return this.statements.length + this.#part.length > 0;
  }

  add(statements: readonly PlStatement[]): void {
    this.#part.push(...statements);
  }

  endPart(): void {
    const [first] = this.#part;
    const isBare = this.rc.mode.kind === 'plain' || this.#part.every(isSafeStatement);
    if (first) this.statements.push(...(isBare ? this.#part : protectParts(this.rc, first.span, this.#part)));
    this.#part = [];
  }
}
