import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** An OUT folder with these files of SQL, text by name; it goes when the tests of the file have ended. */
export function writeProject(files: Readonly<Record<string, string>>): {
  readonly out: string;
  readonly write: (name: string, text: string) => void;
} {
  const out = temporaryFolder();
  mkdirSync(join(out, 'sql'));
  mkdirSync(join(out, 'maps'));
  const write = (name: string, text: string) => writeFileSync(join(out, 'sql', name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { out, write };
}

/** What stands in the target before: a schema with data, a view, a sequence that is in use, a grant. */
export const standing = `
create schema legacy;
create table legacy.account (id int primary key, owner text not null, balance numeric(12, 2) default 0);
insert into legacy.account select n, 'owner ' || n, n * 1.5 from generate_series(1, 50) n;
create view legacy.rich as select id, owner from legacy.account where balance > 50;
create sequence legacy.account_seq; 
select nextval('legacy.account_seq');
create function legacy.fee(n numeric) returns numeric language sql as 'select n * 0.01';
grant select on legacy.rich to public;
comment on table legacy.account is 'kept as it is';
`;

/** `bigProject` without what needs the tables that `standing` makes. */
export function selfContainedProject(tables: number): Readonly<Record<string, string>> {
  const files = Object.fromEntries(Object.entries(bigProject(tables)).filter(([name]) => !name.includes('legacy')));
  const grants = Object.keys(files).find((name) => name.includes('grants')) ?? '';
  return { ...files, [grants]: 'grant usage on schema shop to public;' };
}

/**
 * A project of at least 40 units with every phase, three of them outside of transactions,
 * and names that want to be quoted.
 */
export function bigProject(tables = 10): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  let number = 0;
  const add = (name: string, text: string) => {
    number += 1;
    files[`${String(number).padStart(4, '0')}_${name}.sql`] = `${text}\n`;
  };
  add('schema_shop', 'create schema if not exists shop');
  add('sequence_ids', 'create sequence shop.ids start with 100 increment by 5');
  add(
    'type_money',
    "create domain shop.amount as numeric(12, 2) check (value >= 0);\ncomment on domain shop.amount is 'never negative'",
  );
  for (let n = 1; n <= tables; n += 1) {
    const parent = n === 1 ? '' : `,\n  parent_id bigint`;
    add(
      `table_t${n}`,
      `create table shop.t${n} (\n  id bigint default nextval('shop.ids') not null,\n  name varchar(40),\n  price shop.amount${parent},\n  constraint t${n}_pk primary key (id)\n);\ncomment on table shop.t${n} is 'table ${n}; it''s here'`,
    );
    add(
      `function_f${n}`,
      `create function shop.f${n}(p_id bigint, p_name text default 'x') returns text language plpgsql as $$\nbegin\n  return p_name || p_id;\nend;\n$$;\nrevoke all on function shop.f${n}(bigint, text) from public`,
    );
  }
  add('table_odd', 'create table shop."Mixed ""Case; --" ("sel;ect" int primary key, "übergröße" text)');
  add('view_v', 'create view shop.v as select t.id, t.name from shop.t1 t');
  for (let n = 1; n <= tables; n += 1) {
    add(
      `data_d${n}`,
      `insert into shop.t${n} (id, name, price) select g, 'row ' || g, g from generate_series(1, ${n * 3}) g`,
    );
    add(
      `index_i${n}`,
      n <= 3
        ? `create index concurrently t${n}_name_ix on shop.t${n} (name)`
        : `create index t${n}_name_ix on shop.t${n} (name)`,
    );
    if (n > 1)
      add(
        `fk_${n}`,
        `alter table shop.t${n} add constraint t${n}_fk foreign key (parent_id) references shop.t${n - 1} (id)`,
      );
  }
  add(
    'function_trg',
    'create function shop.stamp() returns trigger language plpgsql as $$ begin new.name := upper(new.name); return new; end $$',
  );
  add('trigger_stamp', 'create trigger stamp before insert on shop.t2 for each row execute function shop.stamp()');
  add('materialized', 'create materialized view shop.totals as select count(*) as n from shop.t3');
  add(
    'grants',
    'grant select on shop.t1, shop.v to public;\ngrant usage on schema shop to public;\ngrant select on legacy.account to public',
  );
  add(
    'legacy_view',
    "create or replace view legacy.rich as select id, owner from legacy.account where balance > 60;\ncomment on table legacy.account is 'looked at'",
  );
  add(
    'legacy_fee',
    "create or replace function legacy.fee(n numeric) returns numeric language sql as 'select n * 0.02'",
  );
  return files;
}
