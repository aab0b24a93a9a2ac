import type { ParseTree } from 'antlr4ng';
import type { RoutineDeclaration, RoutineDefinition, UnsupportedDeclaration } from '../../ir/oracle/index.js';
import type { OracleToken } from '../oracle-token.js';
import { type BuildContext, firstTokenOf } from './context.js';
import { firstWords } from './plsql-statements.js';

/**
 * What stands for a declaration that did not parse. A routine keeps its name where its first words tell it, so that the
 * calls of it are still resolved; the body is refused.
 */
export function buildBrokenRoutine(
  cx: BuildContext,
  ctx: ParseTree,
): RoutineDeclaration | RoutineDefinition | UnsupportedDeclaration {
  const token: OracleToken = firstTokenOf(ctx);
  return { kind: 'UnsupportedDeclaration', span: cx.spanOfToken(token), what: firstWords(token.text) };
}
