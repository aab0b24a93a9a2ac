import { unreachable } from '../../diagnostics/diagnostic.js';
import type { Block, Declaration } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import type { Scope } from '../model/scope.js';
import type { Symbol } from '../model/symbols.js';
import { declareCursor } from './cursors.js';
import type { Container, DeclarativePart } from './declarative-part.js';
import { declareException } from './exceptions.js';
import { declareRoutine, numberOverloads } from './routines.js';
import { declareCollectionType, declareRecordType, declareRefCursorType, declareSubtype } from './type-declarations.js';
import { declareVariable } from './variables.js';

/**
 * Declares everything of a declarative part in the scope, in order. Types are evaluated at first use, so
 * order and files do not matter.
 */
export function declareAll(
  cx: AnalyzeContext,
  declarations: readonly Declaration[],
  scope: Scope,
  container: Container,
  block?: Block,
): void {
  const part: DeclarativePart = { scope, container, block, siblings: declarations };
  for (const declaration of declarations) {
    const symbol = declareOne(cx, declaration, part);
    if (symbol) cx.facts.declared.set(declaration, symbol);
  }
  numberOverloads(scope);
}

function declareOne(cx: AnalyzeContext, declaration: Declaration, part: DeclarativePart): Symbol | undefined {
  switch (declaration.kind) {
    case 'VariableDeclaration':
      return declareVariable(cx, declaration, part);
    case 'ExceptionDeclaration':
      return declareException(cx, declaration, part);
    case 'CursorDeclaration':
      return declareCursor(cx, declaration, part);
    case 'SubtypeDeclaration':
      return declareSubtype(cx, declaration, part);
    case 'RecordTypeDeclaration':
      return declareRecordType(cx, declaration, part);
    case 'CollectionTypeDeclaration':
      return declareCollectionType(cx, declaration, part);
    case 'RefCursorTypeDeclaration':
      return declareRefCursorType(cx, declaration, part);
    case 'RoutineDeclaration':
    case 'RoutineDefinition':
      return declareRoutine(cx, declaration, {
        scope: part.scope,
        container: part.container,
        block: part.block,
        siblings: part.siblings,
      });
    case 'Pragma':
    case 'UnsupportedDeclaration':
      return undefined;
    default:
      return unreachable(declaration, 'analyze');
  }
}
