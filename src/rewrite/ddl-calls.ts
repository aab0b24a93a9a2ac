import { firstText } from '../ir/literals.js';
import { callOf, stringLiteral } from '../ir/made-nodes.js';
import { replaceNodes } from '../ir/map-tree.js';
import type { CallStatement, Expr, ScriptUnit, Statement } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { nodesOf } from '../ir/walk.js';
import { withoutComments } from '../source/tokens/without-comments.js';
import { type CreatedColumns, columnsByTable, createErrorLog } from './error-log-tables.js';
import { around } from './replaced-statement.js';
import { calledMember } from './supplied-calls.js';

/**
 * `DBMS_UTILITY.EXEC_DDL_STATEMENT(text)` runs a text as EXECUTE IMMEDIATE does, and becomes that; a text that is no
 * DDL is parsed only, and stays. (PL/SQL Packages and Types Reference, "EXEC_DDL_STATEMENT Procedure") So does
 * DBMS_ERRLOG.CREATE_ERROR_LOG of a table that the inputs create.
 */
export function withDdlCalls<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  let tables: CreatedColumns | undefined;
  return units.map((one) => {
    const replaced = new Map<OracleNode, OracleNode>();
    for (const call of nodesOf(one.unit, 'CallStatement')) {
      const made = executed(call, () => (tables ??= columnsByTable(units)));
      if (made) replaced.set(call, made);
    }
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}

function executed(statement: CallStatement, tables: () => CreatedColumns): Statement | undefined {
  const { call, span } = statement;
  if (call.kind !== 'Call') return undefined;
  const member = calledMember(call);
  const execute = (text: Expr): Statement => ({
    kind: 'ExecuteImmediate',
    span,
    text,
    using: [],
    ...around(statement),
  });
  if (member === 'DBMS_ERRLOG.CREATE_ERROR_LOG') {
    const log = createErrorLog(call.args, tables());
    if (log && 'text' in log) return execute(stringLiteral(span, log.text));
    return log && raise(statement, 20069, `Unsupported column type(s) found: ${log.unsupported.join(' ')}`);
  }
  const [argument, more] = call.args;
  if (member !== 'DBMS_UTILITY.EXEC_DDL_STATEMENT' || !argument || more) return undefined;
  const text = argument.value;
  if (/^\s*(select|insert|update|delete|merge|begin|declare|with|call)\b/i.test(withoutComments(firstText(text))))
    return undefined;
  return execute(text);
}

/** `RAISE_APPLICATION_ERROR(-code, text)` in the place of the call. */
function raise(statement: CallStatement, code: number, text: string): CallStatement {
  const { span } = statement;
  const minus = { kind: 'Unary', span, op: '-', operand: { kind: 'NumberLiteral', span, text: String(code) } } as const;
  return { ...statement, call: callOf(span, 'RAISE_APPLICATION_ERROR', minus, stringLiteral(span, text)) };
}
