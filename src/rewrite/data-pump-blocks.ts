import { dotted, lastName } from '../ir/dotted.js';
import type { AnonymousBlock, ScriptUnit, Statement } from '../ir/oracle/index.js';
import { nodesOf } from '../ir/walk.js';

/**
 * Blocks by which Data Pump (`impdp … SQLFILE=`) brings into Oracle what PostgreSQL has or wants nothing of: statistics of
 * the optimizer, and the point from which changes are captured. They become statements that are left out. (Utilities,
 * "Data Pump Import", SQLFILE)
 */
export function withoutDataPumpBlocks<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    const what = one.unit.kind === 'AnonymousBlock' ? importOf(one.unit) : undefined;
    if (what === undefined) return one;
    const { span, comments, blankBefore } = one.unit;
    return { ...one, unit: { kind: 'OtherStatement', span, comments, blankBefore, what, text: '', isIgnored: true } };
  });
}

function importOf(unit: AnonymousBlock): string | undefined {
  const { declarations, body, handlers } = unit.block;
  if (nodesOf(unit, 'TableRef').some(({ name }) => lastName(name) === 'IMPDP_STATS')) return 'Import of statistics';
  if (declarations.length > 0 || handlers.length > 0) return undefined;
  const called = body.map(calledRoutine);
  return called.every((name) => name === '' || captures.test(name ?? '?')) ? called.find((name) => name) : undefined;
}

/** The name of the routine that a statement calls; nothing of COMMIT, undefined of other statements. */
function calledRoutine(statement: Statement): string | undefined {
  if (statement.kind === 'Commit') return '';
  if (statement.kind !== 'CallStatement') return undefined;
  const { call } = statement;
  const name = call.kind === 'Call' ? call.callee : call;
  return name.kind === 'Name' ? dotted(name) : undefined;
}

const captures = /^(SYS\.)?DBMS_LOGREP_(IMP|EXP)\./;
