import type { CallStatement, ExecuteImmediate, ScriptUnit } from '../ir/oracle/index.js';
import { type AnyNode, walk } from '../ir/walk.js';
import { rewritten } from './text-branches.js';

/**
 * `DBMS_UTILITY.EXEC_DDL_STATEMENT(text)` runs a text as EXECUTE IMMEDIATE does, and becomes that; a text that is no DDL is parsed only, and stays.
 * (PL/SQL Packages and Types Reference, "EXEC_DDL_STATEMENT Procedure")
 */
export function withDdlCalls<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    const replaced = new Map<AnyNode, AnyNode>();
    walk(one.unit as AnyNode, (node) => {
      const made = node.kind === 'CallStatement' ? executed(node as unknown as CallStatement) : undefined;
      if (made) replaced.set(node, made as AnyNode);
    });
    return replaced.size === 0 ? one : { ...one, unit: rewritten(one.unit, replaced) };
  });
}

function executed(statement: CallStatement): ExecuteImmediate | undefined {
  const { call, span, comments, trailingComment, blankBefore } = statement;
  if (call.kind !== 'Call' || call.callee.kind !== 'Name') return undefined;
  const name = call.callee.parts.map((p) => p.name).join('.');
  const [argument, more] = call.args;
  if (!/^(SYS\.)?DBMS_UTILITY\.EXEC_DDL_STATEMENT$/.test(name) || !argument || more) return undefined;
  const text = argument.value;
  if (text.kind === 'StringLiteral' && /^\s*(select|insert|update|delete|merge|begin|declare|with)\b/i.test(text.value))
    return undefined;
  return {
    kind: 'ExecuteImmediate',
    span,
    text,
    using: [],
    ...(comments ? { comments } : {}),
    ...(trailingComment ? { trailingComment } : {}),
    ...(blankBefore ? { blankBefore } : {}),
  };
}
