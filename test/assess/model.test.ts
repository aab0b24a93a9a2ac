import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/assess/config.js';
import { defaultEffortModel, estimateEffort } from '../../src/assess/model/effort.js';
import { stronglyConnected } from '../../src/assess/model/strongly-connected.js';
import { indexOf, modelled, nameOf } from './modelled.js';

const schema = `
create table hr.dept (id number primary key, name varchar2(30));
create table hr.emp (
  id number primary key,

  -- who works where
  dept_id number references hr.dept (id),
  sal number
);
create index hr.emp_dept on hr.emp (dept_id);
create view hr.rich as select e.id, d.name from hr.emp e join hr.dept d on d.id = e.dept_id where e.sal > 100;
create or replace package hr.pay as
  procedure raise_all(p_pct number);
end;
/
create or replace package body hr.pay as
  procedure raise_all(p_pct number) is
    n number := 0;
  begin
    for r in (select id from hr.rich) loop
      if p_pct > 10 then
        update hr.emp set sal = sal * 2 where id = r.id;
      elsif p_pct > 5 then
        update hr.emp set sal = sal + p_pct where id = r.id;
      end if;
      exit when n > 5;
      n := n + 1;
    end loop;
    commit;
  exception
    when others then
      execute immediate 'begin null; end;' || n;
  end;
end;
/
create or replace procedure hr.yearly is
begin
  delete from hr.emp@hq;
  hr.pay.raise_all(3);
end;
/
`;

describe('the model of a schema', () => {
  const { model } = modelled(schema);

  it('counts objects by owner and kind, and lines with code', () => {
    expect(model.inventory.map((r) => [r.owner, r.kind, r.share.total, r.lines])).toEqual([
      ['HR', 'index', 1, 1],
      ['HR', 'package', 1, 3],
      ['HR', 'package body', 1, 19],
      ['HR', 'procedure', 1, 5],
      ['HR', 'table', 2, 6],
      ['HR', 'view', 1, 1],
    ]);
  });

  it('measures each routine', () => {
    const [raise, yearly] = model.routines;
    // The loop, IF, ELSIF, EXIT WHEN and the handler.
    expect(raise).toMatchObject({
      name: 'PAY.RAISE_ALL',
      cyclomatic: 6,
      nesting: 2,
      sql: 3,
      dynamicSql: 1,
      composedSql: 1,
      transactions: 1,
      commits: true,
      writes: 1,
    });
    expect(yearly).toMatchObject({ name: 'YEARLY', cyclomatic: 1, calls: 1, transactions: 0, commits: true });
  });

  it('knows what needs what, a foreign key apart', () => {
    const needs = (name: string): string[] =>
      (model.graph.needs[indexOf(model, name)] ?? []).map((i) => nameOf(model, i));
    expect(needs('table HR.EMP')).toEqual([]);
    expect(model.graph.references[indexOf(model, 'table HR.EMP')]).toEqual([indexOf(model, 'table HR.DEPT')]);
    expect(needs('index HR.EMP_DEPT')).toEqual(['table HR.EMP']);
    expect(needs('view HR.RICH')).toEqual(['table HR.DEPT', 'table HR.EMP']);
    expect(needs('package body HR.PAY')).toEqual(['table HR.EMP', 'view HR.RICH', 'package HR.PAY']);
    expect(needs('procedure HR.YEARLY')).toEqual(['package HR.PAY']);
  });

  it('ranks what was found by how much hangs on it', () => {
    // The body has a warning and YEARLY needs its package; YEARLY has an error and nobody needs it.
    expect(model.priorities.map((p) => [nameOf(model, p.object), p.weight, p.dependents])).toEqual([
      ['procedure HR.YEARLY', 3, 0],
      ['package body HR.PAY', 1, 1],
    ]);
  });

  it('moves in waves, each needing only what came before', () => {
    expect(model.waves.waves.map((w) => w.objects.map((i) => nameOf(model, i)))).toEqual([
      ['table HR.DEPT', 'table HR.EMP', 'index HR.EMP_DEPT'],
      ['view HR.RICH'],
      ['package HR.PAY', 'package body HR.PAY'],
      ['procedure HR.YEARLY'],
    ]);
    expect(model.waves.cycles).toEqual([]);
  });

  it('tells what is automatic by object and by line', () => {
    expect(model.automation.byObject).toEqual({ auto: 5, check: 1, manual: 1, refused: 0, total: 7 });
    expect(model.automation.byLine).toEqual({ auto: 33, check: 1, manual: 1, refused: 0, total: 35 });
  });

  it('explains the effort of each object by parts that add up', () => {
    const { objects, total, elsewhere } = model.effort;
    const body = objects[indexOf(model, 'package body HR.PAY')];
    expect(body?.parts.map((p) => [p.kind, p.code, p.count])).toEqual([
      ['finding', 'OP3060', 1],
      ['review', undefined, 19],
      ['test', undefined, 1],
    ]);
    expect(body?.p50).toBeCloseTo(body?.parts.reduce((n, p) => n + p.minutes, 0) ?? Number.NaN);
    expect(body?.parts[1]?.minutes).toBeCloseTo((5 + 19 * 0.05) * 1.5);
    expect(body?.parts[2]?.minutes).toBe(6 + 5 * 2);
    expect(elsewhere.p50).toBe(0);
    expect(total.p50).toBeCloseTo(objects.reduce((n, o) => n + o.p50, 0));
    expect(total.p90).toBeGreaterThan(total.p50);
    expect(total.p90).toBeLessThan(objects.reduce((n, o) => n + o.p90, 0));
  });
});

describe('effort', () => {
  it('costs less for the next places of a code, and follows its model', () => {
    const { model } = modelled(
      Array.from({ length: 12 }, (_, i) => `create procedure p${i} is begin delete from t@hq; end;\n/\n`).join(''),
    );
    const minutes = model.effort.objects.map((o) => o.parts.find((p) => p.kind === 'finding')?.minutes);
    const full = model.findings.find((f) => f.severity === 'error')?.effortMinutes ?? 0;
    expect(minutes).toEqual([full, ...Array.from({ length: 9 }, () => full / 2), full / 5, full / 5]);
    const independent = estimateEffort(model.objects, model.findings, model.routines, {
      ...defaultEffortModel,
      correlation: 0,
      projectDays: 2,
    });
    expect(independent.total.p50).toBeCloseTo(model.effort.total.p50 + 2 * 420);
    expect(independent.total.p90 - independent.total.p50).toBeLessThan(model.effort.total.p90 - model.effort.total.p50);
  });
});

describe('the effort model of the configuration', () => {
  const model = (effort: unknown): unknown => parseConfig(JSON.stringify({ effort }), 'c.json').effort;

  it('is ours but for the numbers that are set', () => {
    expect(parseConfig('{}', 'c.json').effort).toEqual(defaultEffortModel);
    expect(model({ projectDays: 3, review: { table: 5, cluster: 7 }, spread: { auto: 1 } })).toEqual({
      ...defaultEffortModel,
      projectDays: 3,
      review: { ...defaultEffortModel.review, table: 5, cluster: 7 },
      spread: { ...defaultEffortModel.spread, auto: 1 },
    });
  });

  it.each([
    [{ days: 3 }, "c.json: there is no 'effort.days'"],
    [{ learning: 1 }, "c.json: 'effort.learning' is an object"],
    [{ test: { routine: '6' } }, "c.json: 'effort.test.routine' is a number from 0"],
    [{ minutesPerDay: 0 }, "c.json: 'effort.minutesPerDay' is more than 0"],
    [{ correlation: 2 }, "c.json: 'effort.correlation' is a number from 0 to 1"],
  ])('cannot be %j', (effort, message) => {
    expect(() => model(effort)).toThrow(message);
  });
});

describe('waves', () => {
  it('names cycles and moves them as one', () => {
    const { model } = modelled(`
create package a as procedure x; end;
/
create package b as procedure y; end;
/
create package body a as procedure x is begin b.y; end; end;
/
create package body b as procedure y is begin a.x; end; end;
/
create procedure z is begin a.x; end;
/
`);
    expect(model.waves.cycles.map((c) => c.path.map((i) => nameOf(model, i)))).toEqual([
      ['package A', 'package B', 'package A'],
    ]);
    expect(model.waves.cycles[0]?.objects).toHaveLength(4);
    expect(model.waves.waveOf).toEqual([1, 1, 1, 1, 2]);
  });

  it('finds components however deep', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => (i === 0 ? [] : [i - 1]));
    expect(stronglyConnected(chain)).toHaveLength(50_000);
    expect(stronglyConnected([[1], [2], [0], [0]])).toEqual([[2, 1, 0], [3]]);
  });
});

describe("ora2pg's scores", () => {
  it('price each routine of a package body by itself, as ora2pg does', () => {
    const { model } = modelled(`
      create package body p as
        procedure a is
          l t; -- dbms_job, in a comment, costs nothing
        begin
          select x bulk collect into l from y;
        end;
        function b(n number) return varchar2 is
        begin
          return 'n' || n || trunc(n);
        exception
          when value_error then return to_char(n);
        end;
      end;
      /
      create view v as select a.x from a, b where a.x = b.x (+);
    `);
    // A body 3; a: test 2, size 1, BULK COLLECT 5; b: test 2, size 1, two || and TRUNC and TO_CHAR 0.1 each,
    // VALUE_ERROR 2.
    expect(model.ora2pg.byKind.find((k) => k.kind === 'package body')?.units).toBeCloseTo(16.4);
    // A view 1, (+) 2.
    expect(model.ora2pg.byKind.find((k) => k.kind === 'view')?.units).toBe(3);
  });
});
