import type { LedgerTarget } from '../../ledger/ledger.js';
import type { StatementShape } from '../../plan/statements/statement-shape.js';
import { quoteIdentifier, quotePath, quoteText } from '../../sql/quoting.js';

/** A column's type, default and NOT NULL, a constraint, the place of a partition, or a sequence, as they are now. */
export async function capturedAlteration(target: LedgerTarget, shape: StatementShape): Promise<readonly string[]> {
  const [{ verb, name } = { verb: '', name: '' }] = shape.alterations;
  if (verb === 'owned') return await capturedOwnership(target, shape.name);
  if (shape.kind === 'sequence') return await capturedSequence(target, shape.name);
  const path = quotePath(shape.name);
  const table = `to_regclass(${quoteText(path)})`;
  if (verb === 'drop constraint') {
    const { rows } = await target.execute(
      `select pg_get_constraintdef(oid) from pg_constraint where conrelid = ${table} and conname = ${quoteText(name)}`,
    );
    return rows.map(([definition]) => `alter table ${path} add constraint ${quoteIdentifier(name)} ${definition}`);
  }
  if (verb === 'detach') {
    const partition = (shape.alterations[0]?.text ?? '').replace(/^detach\s+partition\s+/i, '');
    const { rows } = await target.execute(
      `select pg_get_expr(relpartbound, oid) from pg_class where oid = to_regclass(${quoteText(partition)})`,
    );
    return rows.map(([bound]) => `alter table ${path} attach partition ${partition} ${bound}`);
  }
  const { rows } = await target.execute(
    `select format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid) from pg_attribute a
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = ${table} and a.attname = ${quoteText(name)}`,
  );
  const [[type, notNull, expression] = []] = rows;
  if (type === undefined) return [];
  const column = `alter table ${path} alter column ${quoteIdentifier(name)}`;
  const text = shape.alterations[0]?.text ?? '';
  if (/\bdefault\b/i.test(text))
    return [
      expression === null || expression === undefined
        ? `${column} drop default`
        : `${column} set default ${expression}`,
    ];
  if (/\bnot\s+null\b/i.test(text)) return [`${column} ${notNull === 't' ? 'set' : 'drop'} not null`];
  return [`${column} type ${type}`];
}

/** The options of a sequence before ALTER SEQUENCE, which leaves its value alone. */
async function capturedSequence(target: LedgerTarget, name: readonly string[]): Promise<readonly string[]> {
  const path = quotePath(name);
  const { rows } = await target.execute(
    `select format('increment by %s minvalue %s maxvalue %s start with %s cache %s %s', seqincrement, seqmin, seqmax, seqstart, seqcache,
       case when seqcycle then 'cycle' else 'no cycle' end) from pg_sequence where seqrelid = to_regclass(${quoteText(path)})`,
  );
  return rows.map(([options]) => `alter sequence ${path} ${options}`);
}

/** The column that a sequence goes with. */
async function capturedOwnership(target: LedgerTarget, name: readonly string[]): Promise<readonly string[]> {
  const path = quotePath(name);
  const { rows } = await target.execute(
    `select format('%s.%I', d.refobjid::regclass, a.attname) from pg_depend d
       join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
     where d.classid = 'pg_class'::regclass and d.objid = to_regclass(${quoteText(path)})
       and d.refclassid = 'pg_class'::regclass and d.deptype = 'a'`,
  );
  return [`alter sequence ${path} owned by ${rows[0]?.[0] ?? 'none'}`];
}
