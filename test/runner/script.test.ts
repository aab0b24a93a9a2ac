import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScriptStep, UnitKind } from '../../src/contract/compiled-script.js';
import { runScript } from '../../src/runner/script/script.js';
import type { Target } from '../../src/runner/target/target.js';
import { openScratch, type Scratch } from '../../src/runner/verify/scratch.js';
import { describeTargets } from '../support/targets.js';

const put = (expression: string) => `raise info using errcode = 'OPOUT', message = ${expression}`;
const show = (query: string) => `do $$ begin ${put(`coalesce((${query})::text, '-')`)}; end $$`;

/** Each line is `kind sql`, one unit a line; a line that begins with `+` continues the unit before it. */
function steps(...lines: readonly string[]): readonly ScriptStep[] {
  let unit = 0;
  return lines.map((line, index) => {
    const continues = line.startsWith('+');
    if (!continues) unit += 1;
    const [, kind = '', sql = ''] = /^(\S+)\s+(.*)$/s.exec(line.replace(/^\+/, '')) ?? [];
    return { sql, unitKind: kind as UnitKind, unit, sourceLine: index + 1 };
  });
}

describeTargets('runScript', (url) => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await openScratch(url);
  });
  afterAll(() => scratch.close());

  const run = async (script: readonly ScriptStep[], stopOnError = false) => {
    const target = await scratch.fresh();
    const output: string[] = [];
    const outcome = await runScript(target, script, { onOutput: (line) => output.push(line), stopOnError });
    return { output, errors: outcome.errors.map((error) => `${error.line} ${error.message}`), outcome, target };
  };

  const again = async (target: Target, script: readonly ScriptStep[]) => {
    const output: string[] = [];
    await runScript(target, script, { onOutput: (line) => output.push(line) });
    return { output };
  };

  it('undoes only the statement that failed', async () => {
    const { output, errors } = await run(
      steps(
        'ddl create table t (id int primary key)',
        'dml insert into t values (1)',
        'dml insert into t values (2), (1)',
        `block do $$ begin insert into t values (3); ${put("'seen'")}; raise division_by_zero; end $$`,
        'dml insert into t values (4)',
        `block ${show("select string_agg(id::text, ',' order by id) from t")}`,
      ),
    );
    expect(output).toEqual(['seen', '1,4']);
    expect(errors).toEqual([
      '3 ORA-00001: duplicate key value violates unique constraint "t_pkey"',
      '4 ORA-01476: divisor is equal to zero',
    ]);
  });

  it('goes on with the transaction behind a mode that comes too late', async () => {
    const { output, errors } = await run(
      steps(
        'ddl create table t (id int)',
        'transaction-mode set constraints nope deferred',
        'dml insert into t values (1)',
        'transaction-mode set transaction isolation level repeatable read, read only',
        'dml insert into t values (2)',
        'commit commit',
        'rollback rollback',
        `block ${show("select string_agg(id::text, ',' order by id) from t")}`,
      ),
    );
    expect(output).toEqual(['1,2']);
    expect(errors.map((e) => e.slice(0, 11))).toEqual([expect.stringMatching(/^2 ORA-/), '4 ORA-01453']);
  });

  it('commits before and after DDL, and at the end', async () => {
    const { output, target } = await run(
      steps(
        'ddl create table t (id int)',
        'dml insert into t values (1)',
        'ddl create table u (id int)',
        'rollback rollback',
        'dml insert into t values (2)',
        'rollback rollback',
        'dml insert into t values (3)',
        `block ${show("select string_agg(id::text, ',' order by id) from t")}`,
      ),
    );
    expect(output).toEqual(['1,3']);
    await target.execute('rollback');
    expect((await target.execute('select count(*) from t')).rows).toEqual([['2']]);
  });

  it('commits what came before a DDL that fails, and leaves nothing of it', async () => {
    const { output, errors } = await run(
      steps(
        'ddl create table t (id int)',
        'dml insert into t values (1)',
        'ddl create table half (id int)',
        '+ddl create index on half (nope)',
        'rollback rollback',
        `block ${show("select (select count(*) from t) || ' ' || coalesce(to_regclass('half')::text, 'none')")}`,
      ),
    );
    expect(errors).toEqual(['4 ORA-00904: column "nope" does not exist']);
    expect(output).toEqual(['1 none']);
  });

  it('runs a block with transaction control outside of BEGIN, in one transaction with the units around it', async () => {
    const rows = show("select string_agg(id::text, ',' order by id) from t");
    const { output, errors } = await run(
      steps(
        'ddl create table t (id int primary key)',
        'dml insert into t values (1)',
        'dml insert into t values (1)',
        'dml select 1 -- a query',
        'committing do $$ begin rollback; insert into t values (2); commit; insert into t values (3); end; $$',
        `block ${rows}`,
        'block do $x$ declare n int; begin n := 1; if n = 1 then return; end if; insert into t values (99); end; -- end\n $x$',
        'block do $$ begin insert into t values (98); raise division_by_zero; end $$',
        'rollback rollback',
        `block ${rows}`,
        'dml insert into t values (4)',
        'committing do $$ begin insert into t values (5); commit; raise no_data_found; end $$',
        'dml insert into t values (6)',
        'rollback rollback',
        `block ${rows}`,
        'commit commit',
        'dml insert into t values (7)',
        'rollback rollback',
        `block ${rows}`,
      ),
    );
    expect(output).toEqual(['2,3', '2', '2,4,5', '2,4,5']);
    expect(errors).toEqual([
      '3 ORA-00001: duplicate key value violates unique constraint "t_pkey"',
      '8 ORA-01476: divisor is equal to zero',
      '12 ORA-01403: no data found',
    ]);
  });

  it('stops inside a segment when told to', async () => {
    const { output, outcome } = await run(
      steps(
        `block do $$ begin ${put("'a'")}; end $$`,
        'dml select 1/0',
        'committing do $$ begin commit; end $$',
        `block do $$ begin ${put("'b'")}; end $$`,
      ),
      true,
    );
    expect(output).toEqual(['a']);
    expect(outcome).toMatchObject({ stopped: true, errors: [{ code: 'ORA-01476', line: 2 }] });
  });

  const rows = 'select string_agg(a::text, $x$,$x$) from t';
  const failing = (before: string, ...after: readonly string[]) =>
    steps(
      'ddl create table t (a int)',
      before,
      'dml insert into t values (1)',
      'dml select 1/0',
      'dml insert into t values (2)',
      ...after,
    );

  it('ends where a unit fails under WHENEVER SQLERROR EXIT, and keeps or takes back what is not committed', async () => {
    for (const [ending, left] of [
      ['commit', '1'],
      ['rollback', '-'],
    ] as const) {
      for (const kind of ['dml select 1', 'committing do $$ begin commit; end $$']) {
        const script = failing(kind).map((step) => ({ ...step, onError: { exits: true, ending } }));
        const { outcome, target } = await run(script);
        expect(outcome).toMatchObject({ stopped: true, errors: [{ code: 'ORA-01476', line: 4 }] });
        const { output } = await again(target, steps(`block ${show(rows)}`));
        expect(output).toEqual([left]);
      }
    }
  });

  it('goes on after WHENEVER SQLERROR CONTINUE ROLLBACK without what was not committed', async () => {
    for (const kind of ['dml select 1', 'committing do $$ begin commit; end $$']) {
      const script = failing(kind, `block ${show(rows)}`).map((step) => ({
        ...step,
        onError: { exits: false, ending: 'rollback' as const },
      }));
      const { output, outcome } = await run(script);
      expect(output).toEqual(['2']);
      expect(outcome).toMatchObject({ stopped: false, errors: [{ line: 4 }] });
    }
  });

  it('refuses a savepoint that something returns to beside a block with transaction control', async () => {
    const { errors } = await run(
      steps(
        'savepoint savepoint a',
        'dml select 1',
        'rollback-to rollback to savepoint a',
        'committing do $$ begin commit; end $$',
      ),
    );
    expect(errors).toEqual([
      expect.stringContaining('4 ORA-00600: a block with transaction control follows uncommitted work'),
    ]);
  });

  it('runs a block with transaction control behind a savepoint that nothing returns to', async () => {
    const { output, errors } = await run(
      steps(
        'ddl create table t (a int)',
        'savepoint savepoint a',
        'dml insert into t values (1)',
        'savepoint savepoint b',
        'committing do $$ begin insert into t values (2); commit; insert into t values (3); end $$',
        'rollback rollback',
        `block ${show('select string_agg(a::text, $x$,$x$ order by a) from t')}`,
      ),
    );
    expect(errors).toEqual([]);
    expect(output).toEqual(['1,2']);
  });

  it('takes savepoints after a block that ends with COMMIT', async () => {
    const { output, errors } = await run(
      steps(
        'ddl create table t (a int)',
        'dml insert into t values (1)',
        "committing do $$ begin if false then raise exception 'x'; end if; begin insert into t values (2); commit; end; end $$",
        'dml insert into t values (3)',
        'savepoint savepoint a',
        'dml insert into t values (4)',
        'rollback-to rollback to savepoint a',
        `block ${show('select string_agg(a::text, $x$,$x$ order by a) from t')}`,
      ),
    );
    expect(errors).toEqual([]);
    expect(output).toEqual(['1,2,3']);
  });

  it('keeps savepoints across units', async () => {
    const { output, errors } = await run(
      steps(
        'ddl create table t (id int)',
        'dml insert into t values (1)',
        'savepoint savepoint a',
        'dml insert into t values (2)',
        'rollback-to rollback to savepoint a',
        'rollback-to rollback to savepoint nowhere',
        'dml insert into t values (3)',
        `block ${show("select string_agg(id::text, ',' order by id) from t")}`,
      ),
    );
    expect(errors).toEqual(['6 ORA-01086: savepoint "nowhere" does not exist']);
    expect(output).toEqual(['1,3']);
  });

  it('stops at the first error when told to, and cuts printed text at line feeds', async () => {
    const { output, outcome } = await run(
      steps(
        `block do $$ begin ${put("E'a\\n  b'")}; end $$`,
        'dml select 1/0',
        `block do $$ begin ${put("'no'")}; end $$`,
      ),
      true,
    );
    expect(output).toEqual(['a', '  b']);
    expect(outcome.stopped).toBe(true);
  });

  it('ends a statement that takes too long, and the next script starts anew', async () => {
    const limited = await openScratch(url, { statementTimeoutMs: 1500 });
    const endless = steps('ddl create table t (id int)', 'block do $$ begin loop null; end loop; end $$');
    const target = await limited.fresh();
    const { errors } = await runScript(target, endless);
    expect(errors.map((error) => error.sqlstate).slice(0, 1)).toEqual(['57014']);
    const output: string[] = [];
    await runScript(await limited.fresh(), steps(`block do $$ begin ${put("'alive'")}; end $$`), {
      onOutput: (line) => output.push(line),
    });
    expect(output).toEqual(['alive']);
    await limited.close();
  });

  it('gives every script an empty database and a new session', async () => {
    const first = await scratch.fresh();
    await first.execute('create schema left_over');
    await first.execute("set search_path = 'left_over'");
    await first.execute('create table t (id int)');
    await first.execute("select set_config('my.state', 'x', false)");
    await first.execute('prepare kept as select 1');
    await first.execute('begin');
    const second = await scratch.fresh();
    const [[schemas, path, state, prepared] = []] = (
      await second.execute(
        `select (select string_agg(nspname, ',') from pg_namespace where nspname !~ '^(pg_|information_schema)'),
           current_setting('search_path'), coalesce(current_setting('my.state', true), ''), (select count(*) from pg_prepared_statements)`,
      )
    ).rows;
    expect([schemas, state, prepared]).toEqual(['public', '', '0']);
    expect(path).not.toContain('left_over');
  });

  it('lets routines call themselves deeper than the default of max_stack_depth allows, and goes on behind one that never ends', async () => {
    const { output, errors } = await run(
      steps(
        'ddl create function s(n int) returns int language plpgsql as $$ begin if n = 0 then return 0; end if; return n + s(n - 1); end $$',
        `block ${show('select s(2000)')}`,
        `block ${show('select s(-1)')}`,
        `block ${show('select s(3)')}`,
      ),
    );
    expect(output).toEqual(['2001000', '6']);
    expect(errors).toEqual(['3 ORA-06500: stack depth limit exceeded']);
  });
});
