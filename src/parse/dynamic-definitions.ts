import type { Expr, ScriptUnit } from '../ir/oracle/index.js';
import { type AnyNode, walk } from '../ir/walk.js';
import { parseStatementText } from './build/index.js';

/**
 * Tables, views, sequences and types that installers create through EXECUTE IMMEDIATE with a literal text: the analysis has to know
 * them, or nothing would be known of the code that uses them.
 */
export function dynamicDefinitions(unit: ScriptUnit): readonly ScriptUnit[] {
  if (unit.kind !== 'AnonymousBlock' && unit.kind !== 'CreateRoutine' && unit.kind !== 'CreatePackageBody') return [];
  const found: ScriptUnit[] = [];
  walk(unit as AnyNode, (node) => {
    if (node.kind !== 'ExecuteImmediate') return;
    const { text } = node as unknown as { text: Expr };
    const literal = literalText(text);
    if (literal === undefined || !/^\s*(create\s+(global\s+temporary\s+)?(table|sequence|or\s+replace\s+(force\s+)?view|view|type|or\s+replace\s+type)|alter\s+table)\b/i.test(literal)) return;
    const parsed = parseStatementText(literal, text.span);
    if (parsed.unit && parsed.diagnostics.every((d) => d.severity !== 'error')) found.push(parsed.unit);
  });
  return found;
}

function literalText(expr: Expr): string | undefined {
  if (expr.kind === 'StringLiteral') return expr.value;
  if (expr.kind === 'Binary' && expr.op === '||') {
    const left = literalText(expr.left);
    const right = literalText(expr.right);
    return left !== undefined && right !== undefined ? left + right : undefined;
  }
  return undefined;
}
