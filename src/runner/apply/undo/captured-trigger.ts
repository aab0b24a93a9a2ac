import type { LedgerTarget } from '../../ledger/ledger.js';

/**
 * What makes a trigger again as it is: its definition, whether it is disabled, its comment; nothing where there is none.
 * `table` and `name` are literals.
 */
export async function capturedTrigger(target: LedgerTarget, table: string, name: string): Promise<readonly string[]> {
  const { rows } = await target.execute(
    `select pg_get_triggerdef(t.oid),
       case t.tgenabled when 'D' then 'disable trigger' when 'R' then 'enable replica trigger' when 'A' then 'enable always trigger' end,
       c.oid::regclass, quote_ident(t.tgname), quote_literal(obj_description(t.oid, 'pg_trigger'))
     from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgrelid = to_regclass(${table}) and t.tgname = ${name}`,
  );
  return rows.flatMap(([definition, state, relation, trigger, comment]) => [
    definition ?? '',
    ...(state === null || state === undefined ? [] : [`alter table ${relation} ${state} ${trigger}`]),
    ...(comment === null || comment === undefined
      ? []
      : [`comment on trigger ${trigger} on ${relation} is ${comment}`]),
  ]);
}
