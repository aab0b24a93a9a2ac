import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

describeTargets('what is due of jobs', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, [
      'job_register',
      'run_due_jobs',
      'dbms_job_isubmit',
      'dbms_scheduler_create_job',
      'dbms_scheduler_run_job',
    ]);
    await db.query(`
      CREATE TABLE done (what text);
      CREATE PROCEDURE note(x text) LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.done VALUES (x); END';
      CREATE PROCEDURE commits__c(INOUT e ora.err) LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO public.done VALUES ('kept');
        COMMIT;
        INSERT INTO public.done VALUES ('lost');
        e := ora.err_new(20001, 'failed');
      END $$;
      CREATE PROCEDURE fails() LANGUAGE plpgsql AS $$ BEGIN PERFORM 1 / 0; END $$;
      CREATE FUNCTION tomorrow() RETURNS timestamp LANGUAGE sql AS 'SELECT ora.sysdate() + interval ''1 day''';
    `);
    await db.query("CALL ora.job_register('public.note', 1, false)");
    await db.query("CALL ora.job_register('public.commits', 0, true)");
    await db.query("CALL ora.job_register('public.fails', 0, false)");
  });
  afterAll(() => db.close());

  it('runs each job of the queue once, in transactions of its own', async () => {
    await db.query(`
      CALL ora.dbms_job_isubmit(1, 'a', NULL, 'SYSDATE + 1', code => 'public.note', interval_code => 'public.tomorrow', arg1 => 'one');
      CALL ora.dbms_job_isubmit(2, 'b', code => 'public.commits');
      CALL ora.dbms_job_isubmit(3, 'c', code => 'public.note', arg1 => 'three');
      CALL ora.dbms_job_isubmit(4, 'd', ora.sysdate()::timestamp + interval '1 hour', code => 'public.note', arg1 => 'later');
      UPDATE ora.jobs SET next_date = next_date - interval '1 minute' WHERE job < 4;
    `);
    await db.query('CALL ora.run_due_jobs()');
    expect(await db.value("SELECT string_agg(what, ' ' ORDER BY what) FROM done")).toBe('kept one three');
    expect(
      await db.value(
        "SELECT string_agg(concat_ws(' ', job, failures, broken, next_date > ora.sysdate() + interval '23 hours'), ', ' ORDER BY job) FROM ora.jobs",
      ),
    ).toBe('1 0 f t, 2 1 f f, 4 f f');
    await db.query('CALL ora.run_due_jobs()');
    expect(await db.value('SELECT count(*) FROM done')).toBe('3');
  });

  it('breaks a job that failed 16 times', async () => {
    await db.query('UPDATE ora.jobs SET failures = 15, next_date = ora.sysdate() WHERE job = 2');
    await db.query('CALL ora.run_due_jobs()');
    expect(await db.value("SELECT concat_ws(' ', failures, broken, next_date) FROM ora.jobs WHERE job = 2")).toBe(
      '16 t 4000-01-01 00:00:00',
    );
  });

  it('runs jobs of the scheduler, drops those that are done, and notes what they did', async () => {
    await db.query(`
      DELETE FROM done;
      CALL ora.dbms_scheduler_create_job('once', 'PLSQL_BLOCK', 'x', enabled => true, code => 'public.commits');
      CALL ora.dbms_scheduler_create_job('stays', 'PLSQL_BLOCK', 'x', enabled => true, auto_drop => false, code => 'public.fails');
      CALL ora.dbms_scheduler_create_job('daily', 'PLSQL_BLOCK', 'x', repeat_interval => 'FREQ=DAILY', enabled => true, code => 'public.fails');
      UPDATE ora.scheduler_jobs SET next_run_date = clock_timestamp() - interval '1 second';
    `);
    await db.query('CALL ora.run_due_jobs()');
    expect(
      await db.value(
        "SELECT string_agg(concat_ws(' ', job_name, enabled, state, run_count, failure_count, next_run_date > now() + interval '23 hours'), ', ' ORDER BY job_name) FROM ora.scheduler_jobs",
      ),
    ).toBe('DAILY t SCHEDULED 1 1 t, STAYS f FAILED 1 1');
    expect(
      await db.value(
        `SELECT string_agg(concat_ws(' ', job_name, status, "error#"), ', ' ORDER BY job_name) FROM ora.scheduler_runs`,
      ),
    ).toBe('DAILY FAILED 1476, ONCE FAILED 20001, STAYS FAILED 1476');
    expect(await db.value("SELECT string_agg(what, ' ') FROM done")).toBe('kept');
  });

  it('refuses a job whose text was not known', async () => {
    await db.query("CALL ora.dbms_job_isubmit(9, 'unknown')");
    expect(await db.error('CALL ora.dbms_job_run(9)')).toMatch(/^P0004.*OP6507/);
  });
});
