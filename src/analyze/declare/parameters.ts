import type { Parameter } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import type { Scope } from '../model/scope.js';
import type { ParameterInfo } from '../model/symbols.js';
import type { Container } from './declarative-part.js';
import { variable } from './variables.js';

/** What a parameter of a heading is to its callers. */
export function parameter(
  cx: AnalyzeContext,
  node: Parameter,
  scope: Scope,
  container: Container,
  storage: 'parameter' | 'cursorParameter',
): ParameterInfo {
  const symbol = variable(cx, node.name.name, {
    typeRef: node.type,
    scope,
    rest: {
      storage,
      constant: node.mode === 'IN',
      notNull: false,
      initial: undefined,
      container,
      span: node.name.span,
    },
  });
  cx.facts.declared.set(node, symbol);
  return { variable: symbol, mode: node.mode, initial: node.initial, node };
}
