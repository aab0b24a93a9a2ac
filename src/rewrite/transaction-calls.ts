import { replaceNodes } from '../ir/map-tree.js';
import type { CallStatement, Identifier, ScriptUnit, Statement } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { nodesOf } from '../ir/walk.js';
import { around } from './replaced-statement.js';
import { calledMember } from './supplied-calls.js';

/**
 * Procedures of DBMS_TRANSACTION that are documented as equal to a statement of SQL become that statement.
 * In:  DBMS_TRANSACTION.SAVEPOINT('before')   Out: SAVEPOINT before
 * A savepoint whose name is no literal stays a call. (PL/SQL Packages and Types Reference, "DBMS_TRANSACTION")
 */
export function withTransactionCalls<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    const replaced = new Map<OracleNode, OracleNode>();
    for (const call of nodesOf(one.unit, 'CallStatement')) {
      const made = statementOf(call);
      if (made) replaced.set(call, made);
    }
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}

function statementOf(statement: CallStatement): Statement | undefined {
  const kept = { span: statement.span, ...around(statement) };
  switch (calledMember(statement.call)) {
    case 'DBMS_TRANSACTION.READ_ONLY':
      return { kind: 'SetTransaction', mode: 'READ ONLY', ...kept };
    case 'DBMS_TRANSACTION.READ_WRITE':
      return { kind: 'SetTransaction', mode: 'READ WRITE', ...kept };
    case 'DBMS_TRANSACTION.SAVEPOINT': {
      const name = savepointOf(statement);
      return name && { kind: 'Savepoint', name, ...kept };
    }
    case 'DBMS_TRANSACTION.ROLLBACK_SAVEPOINT': {
      const to = savepointOf(statement);
      return to && { kind: 'Rollback', to, ...kept };
    }
    default:
      return undefined;
  }
}

/** The name of a savepoint that is given as a literal. */
function savepointOf({ call }: CallStatement): Identifier | undefined {
  const [argument, more] = call.kind === 'Call' ? call.args : [];
  const value = argument?.value;
  if (more || value?.kind !== 'StringLiteral' || !/^[a-z][\w$#]*$/i.test(value.value)) return undefined;
  return { kind: 'Identifier', span: value.span, name: value.value.toUpperCase(), quoted: false };
}
