import type { Analysis } from '../../../analyze/analysis.js';
import type { ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { remembered, rememberedOf } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesWithin, reachedFrom } from '../effects/callees.js';

/*
 * ALTER SESSION and DBMS_SESSION.SET_NLS are no part of a transaction: what they set stays when it is rolled back, and
 * when the block that has set it fails. PostgreSQL takes its parameters back then; `ora.session_again` sets them again.
 * (SQL Language Reference, "ALTER SESSION": the setting stays in effect until you disconnect)
 */

/** `call ora.session_again()` behind a ROLLBACK, where some program of the inputs sets parameters of its session. */
export const settingsAfterRollback = (rc: BodyBuilder, span: Span): PlStatement[] =>
  setsSettings(rc.unit.analysis) ? again(span) : [];

/**
 * `call ora.session_again()` where an error has undone what the body did, and the body or what it calls sets parameters
 * of the session.
 */
export function settingsAfterError(rc: BodyBuilder, span: Span): PlStatement[] {
  const { analysis } = rc.unit;
  return setsSettings(analysis) && maySet(analysis, rc.source) ? again(span) : [];
}

const again = (span: Span): PlStatement[] => [{ kind: 'PlCall', span, name: ['ora', 'session_again'], args: [] }];

/**
 * Do programs among the inputs set parameters of the session, or statements of a script behind work that may be rolled
 * back? Other statements of scripts are those of the client.
 */
export const setsSettings = remembered((analysis: Analysis): boolean =>
  analysis.units.some((unit, i) =>
    unit.kind === 'AlterSession' ? isAmidWork(analysis.units, i) : setsItself(analysis, unit),
  ),
);

function isAmidWork(units: readonly ScriptUnit[], at: number): boolean {
  const before = units.slice(0, at).findLast(({ kind }) => kind !== 'AlterSession' && kind !== 'QueryStatement');
  switch (before?.kind) {
    case 'Insert':
    case 'MultiTableInsert':
    case 'Update':
    case 'Delete':
    case 'Merge':
    case 'AnonymousBlock':
    case 'SqlCall':
    case 'Savepoint':
    case 'SetTransaction':
    case 'LockTable':
      return true;
    default:
      return false;
  }
}

const maySet = rememberedOf(
  (analysis: Analysis, body: OracleNode): boolean =>
    setsItself(analysis, body) ||
    [...reachedFrom(analysis, calleesWithin(analysis, body))].some(
      ({ definition }) => definition !== undefined && setsItself(analysis, definition),
    ),
);

/** By SET_NLS, or by a text that begins with the words: most texts of dynamic SQL are put together behind them. */
const setsItself = rememberedOf((analysis: Analysis, body: OracleNode): boolean =>
  contains(body, (node) => {
    switch (node.kind) {
      case 'StringLiteral':
        return alter.test(node.value);
      case 'ExecuteImmediate':
        return alter.test(analysis.dynamicText(node.text)?.text ?? '');
      case 'Call':
      case 'Name':
      case 'Member': {
        const { base } = analysis.resolve(node);
        return base.kind === 'supplied' && base.package === 'DBMS_SESSION' && base.member === 'SET_NLS';
      }
      default:
        return false;
    }
  }),
);

/**
 * Does the body, or what it calls, change what the session keeps beside package variables: its parameters, module and
 * identifier, contexts, the seed of DBMS_RANDOM? (PL/SQL Packages and Types Reference, "DBMS_SESSION",
 * "DBMS_APPLICATION_INFO", "DBMS_RANDOM")
 */
export const changesSession = rememberedOf(
  (analysis: Analysis, body: OracleNode): boolean =>
    maySet(analysis, body) ||
    changesItself(analysis, body) ||
    [...reachedFrom(analysis, calleesWithin(analysis, body))].some(
      ({ definition }) => definition !== undefined && changesItself(analysis, definition),
    ),
);

const changesItself = rememberedOf((analysis: Analysis, body: OracleNode): boolean =>
  contains(body, (node) => {
    if (node.kind !== 'Call' && node.kind !== 'Name' && node.kind !== 'Member') return false;
    const { base } = analysis.resolve(node);
    return base.kind === 'supplied' && sessionChange.test(`${base.package}.${base.member}`);
  }),
);

const sessionChange = /^(DBMS_(SESSION|APPLICATION_INFO)\.(SET|CLEAR)_|DBMS_RANDOM\.)/;

const alter = /^\s*alter\s+session\s/i;
