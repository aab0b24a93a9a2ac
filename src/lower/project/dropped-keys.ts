import { addUnder } from '../../ir/lists-by-key.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import type { OrderedStatement } from './creation-rank.js';

/**
 * Leaves out the foreign keys that the inputs drop again, and what drops them: keys are made at the end, where all
 * tables are there, so that DROP CONSTRAINT would come before them.
 */
export function withoutDroppedKeys<T>(statements: readonly OrderedStatement<T>[]): readonly OrderedStatement<T>[] {
  const drops = new Map<string, number[]>();
  for (const [at, { statement }] of statements.entries())
    if (statement.kind === 'PgAlterTable')
      for (const action of statement.actions)
        if (action.kind === 'drop constraint') addUnder(drops, `${nameKey(statement.name)}.${action.name}`, at);
  if (drops.size === 0) return statements;
  const left = new Set<string>();
  const placed = (at: number, name: string): string => `${at} ${name}`;
  for (const [i, { statement, late }] of statements.entries()) {
    if (!late || statement.kind !== 'PgAlterTable') continue;
    for (const action of statement.actions) {
      if (action.kind !== 'add constraint' || action.constraint.kind !== 'foreign key') continue;
      const { name = '' } = action.constraint;
      const drop = drops.get(`${nameKey(statement.name)}.${name}`)?.find((at) => at > i && !left.has(placed(at, name)));
      if (drop === undefined) continue;
      left.add(placed(i, name)).add(placed(drop, name));
    }
  }
  if (left.size === 0) return statements;
  return statements.flatMap((ordered, i) => {
    const { statement } = ordered;
    if (statement.kind !== 'PgAlterTable') return [ordered];
    const actions = statement.actions.filter((action) => {
      if (action.kind === 'drop constraint') return !left.has(placed(i, action.name));
      return action.kind !== 'add constraint' || !left.has(placed(i, action.constraint.name ?? ''));
    });
    if (actions.length === statement.actions.length) return [ordered];
    return actions.length === 0 ? [] : [{ ...ordered, statement: { ...statement, actions } }];
  });
}
