import type { Plan } from '../plan/plan-model.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import { tokensOf } from '../sql/statement-tokens.js';
import type { Target } from '../target/target.js';

/** Why a plan cannot be one transaction on this target; empty when it can. */
export async function atomicProblems(target: Target, plan: Plan, loadsData: boolean): Promise<readonly string[]> {
  const problems = plan.units
    .filter(({ mode }) => mode === 'notx')
    .map(
      ({ file, line, id }) =>
        `${file}:${line}: unit '${id}' runs outside of transactions, and --atomic wants one for all`,
    );
  if (loadsData) problems.push('--atomic makes structure only: load rows by a run of its own');
  if (target.kind !== 'postgres') return problems;
  const needed = locksOf(plan);
  const { perTransaction, sessions } = await lockTable(target);
  if (needed > perTransaction * sessions) {
    problems.push(
      `one transaction for ${plan.units.length} units needs some ${needed} locks, and the server has ` +
        `${perTransaction * sessions}: set max_locks_per_transaction to ${Math.ceil(needed / sessions)} and restart ` +
        'it, or leave --atomic out',
    );
  }
  return problems;
}

/**
 * The server's table of locks has so many for each session and prepared transaction
 * (PostgreSQL manual, "Lock Management").
 */
async function lockTable(target: Target): Promise<{ readonly perTransaction: number; readonly sessions: number }> {
  const { rows } = await target.execute(
    `select name, setting from pg_settings where name in ('max_locks_per_transaction', 'max_connections', ` +
      `'max_prepared_transactions', 'autovacuum_max_workers', 'max_worker_processes', 'max_wal_senders')`,
  );
  const all = new Map(rows.map(([name, setting]) => [name, Number(setting)]));
  const perTransaction = all.get('max_locks_per_transaction') ?? 64;
  all.delete('max_locks_per_transaction');
  // The autovacuum launcher has a place too.
  return { perTransaction, sessions: [...all.values()].reduce((sum, one) => sum + one, 1) };
}

/**
 * Relations that a transaction makes or changes stay locked until it ends: a table with its
 * TOAST table and both their indexes.
 */
function locksOf(plan: Plan): number {
  let locks = 0;
  for (const { sql } of plan.units.flatMap(({ statements }) => statements)) {
    const { action, kind } = shapeOf(sql);
    if (action === 'create' && kind === 'table') {
      const words = tokensOf(sql).map(({ word }) => word);
      locks += 3 + words.filter((word) => word === 'primary' || word === 'unique' || word === 'identity').length;
    } else if (['table', 'index', 'view', 'materialized view', 'sequence', 'trigger'].includes(kind)) locks += 1;
  }
  return locks;
}
