import { identifier } from '../ir/made-nodes.js';
import { replaceNodes } from '../ir/map-tree.js';
import type {
  CallStatement,
  ExecuteImmediate,
  Identifier,
  ScriptUnit,
  SetTransaction,
  Statement,
} from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { nodesOf } from '../ir/walk.js';
import { around } from './replaced-statement.js';
import { calledMember } from './supplied-calls.js';

/**
 * Procedures of DBMS_TRANSACTION that are documented as equal to a statement of SQL become that statement.
 * In:  DBMS_TRANSACTION.SAVEPOINT('before')   Out: SAVEPOINT before
 * The same holds for texts that set a savepoint or return to it, or begin a transaction. A savepoint whose name is no
 * literal stays a call.
 * (PL/SQL Packages and Types Reference, "DBMS_TRANSACTION")
 */
export function withTransactionCalls<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    const replaced = new Map<OracleNode, OracleNode>();
    for (const call of nodesOf(one.unit, 'CallStatement', 'ExecuteImmediate')) {
      const made = call.kind === 'CallStatement' ? statementOf(call) : statementOfText(call);
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

const savepointText = /^\s*(?:savepoint|(rollback(?:\s+work)?\s+to(?:\s+savepoint)?))\s+([a-z][\w$#]*)\s*$/i;

const transactionText =
  /^\s*set\s+transaction\s+(?:(read\s+only|read\s+write|isolation\s+level\s+(?:serializable|read\s+committed))(?:\s+name\s+'[^']*')?|name\s+'[^']*')\s*$/i;

/** `EXECUTE IMMEDIATE 'savepoint s'`, `EXECUTE IMMEDIATE 'set transaction read only'`. */
function statementOfText(statement: ExecuteImmediate): Statement | undefined {
  const { text, using, into } = statement;
  if (text.kind !== 'StringLiteral' || using.length > 0 || into) return undefined;
  const kept = { span: statement.span, ...around(statement) };
  const begins = transactionText.exec(text.value);
  if (begins) return { kind: 'SetTransaction', mode: transactionMode(begins[1]), ...kept };
  const [, back, name] = savepointText.exec(text.value) ?? [];
  if (name === undefined) return undefined;
  const savepoint = identifier(text.span, name.toUpperCase());
  return back === undefined
    ? { kind: 'Savepoint', name: savepoint, ...kept }
    : { kind: 'Rollback', to: savepoint, ...kept };
}

function transactionMode(words: string | undefined): SetTransaction['mode'] {
  const mode = words?.toUpperCase().replace(/\s+/g, ' ');
  switch (mode) {
    case 'READ ONLY':
    case 'READ WRITE':
    case 'ISOLATION LEVEL SERIALIZABLE':
    case 'ISOLATION LEVEL READ COMMITTED':
      return mode;
    default:
      return 'NAME';
  }
}

/** The name of a savepoint that is given as a literal. */
function savepointOf({ call }: CallStatement): Identifier | undefined {
  const [argument, more] = call.kind === 'Call' ? call.args : [];
  const value = argument?.value;
  if (more || value?.kind !== 'StringLiteral' || !/^[a-z][\w$#]*$/i.test(value.value)) return undefined;
  return identifier(value.span, value.value.toUpperCase());
}
