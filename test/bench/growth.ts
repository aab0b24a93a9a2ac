import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertPaths } from './compiler.js';
import { atMost, type Figure, type Section } from './figures.js';

/** A source with as many statements or definitions of one kind as asked for. */
type Source = (count: number) => string;

const [smaller, larger] = [500, 1000];

/**
 * What twice as many statements of one kind cost, in one routine or one script: what looks at all the others at each
 * step costs four times as much.
 */
export async function measureGrowth(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'oraphant-growth-'));
  try {
    const figures: Figure[] = [];
    for (const [title, source] of Object.entries(sources)) {
      const file = join(folder, 'source.sql');
      const cost = async (count: number): Promise<number> => {
        writeFileSync(file, source(count));
        const used = process.cpuUsage();
        await convertPaths([file], {});
        const { user, system } = process.cpuUsage(used);
        return (user + system) / 1e6;
      };
      await cost(smaller);
      const one = Math.min(await cost(smaller), await cost(smaller));
      const two = Math.min(await cost(larger), await cost(larger));
      figures.push({
        id: `growth.${title.replace(/\W+/g, '-')}`,
        title,
        value: two / one,
        unit: '×',
        goal: atMost(2.5),
        note: `${larger}: ${two.toFixed(2)} s of CPU`,
      });
    }
    return { title: `Twice as many statements of a kind (${smaller} → ${larger})`, figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const tables = `create table emp (empno number, ename varchar2(20), deptno number, sal number(9, 2));
create table audit_log (message varchar2(200), at date);
`;

const each = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('\n');

const routine = (body: string, declarations = ''): string =>
  `${tables}create or replace procedure p (x number) is
  v number; s varchar2(4000); d date; r emp%rowtype;
${declarations}
begin
${body}
end;
/
`;

const sources: Readonly<Record<string, Source>> = {
  assignments: (n) => routine(each(n, (i) => `v := v + ${i} * x;`)),
  'IF with branches': (n) =>
    routine(each(n, (i) => `if v > ${i} then s := 'x'; elsif s is null then v := 1; else d := sysdate; end if;`)),
  'blocks with handlers': (n) =>
    routine(
      each(
        n,
        (i) =>
          `begin select sal into v from emp where empno = ${i}; exception when no_data_found then v := 0; when others then raise; end;`,
      ),
    ),
  'tables not among the inputs': (n) =>
    routine(each(n, (i) => `insert into other (a, b) select e.empno, s from nowhere e where e.k = v + ${i};`)),
  'GOTO and labels': (n) =>
    routine(each(n, (i) => `<<l${i}>> v := v + 1; if v > ${i} then goto e${i}; end if; s := 'x'; <<e${i}>> null;`)),
  'SQL%ROWCOUNT': (n) => routine(each(n, (i) => `update emp set sal = ${i}; if sql%rowcount = 0 then v := 1; end if;`)),
  'EXECUTE IMMEDIATE': (n) =>
    routine(each(n, (i) => `execute immediate 'update emp set sal = :1 where empno = ${i}' using v;`)),
  'text that grows': (n) =>
    routine(
      `s := 'select 1 from emp'; ${each(n, (i) => `s := s || ' union all select ${i} from emp';`)} execute immediate s;`,
    ),
  'nested routines': (n) =>
    routine(
      each(n, (i) => `n${i};`),
      each(n, (i) => `procedure n${i} is begin v := v + ${i}; end;`),
    ),
  'routines of a package': (n) => {
    const heads = each(n, (i) => `procedure a${i} (x number); function f${i} (x number) return number;`);
    const bodies = each(
      n,
      (i) =>
        `procedure a${i} (x number) is begin g := f${i}(x); if x > 0 then a${(i + 1) % n}(x - 1); end if; end;
function f${i} (x number) return number is begin return x + g; end;`,
    );
    return `${tables}create package pk is ${heads} end;\n/\ncreate package body pk is g number; ${bodies} end;\n/\n`;
  },
  'routines that call the one before': (n) =>
    each(
      n,
      (i) =>
        `create function f${i} (x number) return number is begin return ${i > 0 ? `f${i - 1}(x)` : 'x'} + 1; exception when others then return 0; end;\n/`,
    ),
  'blocks of a script': (n) =>
    tables + each(n, (i) => `begin update emp set sal = ${i} where empno = 1; commit; end;\n/`),
  'ALTER TABLE': (n) =>
    each(
      n,
      (i) =>
        `create table t${i} (id number);\nalter table t${i} add constraint k${i} primary key (id);\nalter table t${i} add (b date);`,
    ),
  triggers: (n) =>
    `create sequence sq;\n${each(n, (i) => `create table t${i} (id number);\ncreate trigger g${i} before insert on t${i} for each row begin if :new.id is null then select sq.nextval into :new.id from dual; end if; end;\n/`)}`,
  'synonyms, dropped first': (n) =>
    tables + each(n, (i) => `drop synonym y${i};\ncreate synonym y${i} for emp;\ngrant select on y${i} to public;`),
  'views over views': (n) =>
    tables + each(n, (i) => `create view v${i} as select * from ${i > 0 ? `v${i - 1}` : 'emp'};`),
  'types with bodies': (n) =>
    each(
      n,
      (i) =>
        `create type o${i} as object (a number, member function f return number);\n/\ncreate type body o${i} as member function f return number is begin return a; end; end;\n/`,
    ),
};
