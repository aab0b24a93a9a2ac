-- DBMS_JOB.RUN: runs the job at once, broken or not, in transactions of its own, and works out when it runs next. E is the error for the caller: ORA-12011 where
-- the job failed; a failing job is tried again after 1, 2, 4 … minutes, and is broken after 16 times. (PL/SQL Packages and Types Reference, "DBMS_JOB")
CREATE PROCEDURE ora.dbms_job_run(number integer, force boolean DEFAULT NULL, INOUT e ora.err DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  j ora.jobs;
  due timestamp;
  began timestamp := ora.sysdate();
  failed ora.err;
BEGIN
  e := NULL;
  SELECT * INTO j FROM ora.jobs AS x WHERE x.job = number;
  IF NOT FOUND THEN
    e := ora.err_new(23421, format('job number %s is not a job in the job queue', number));
    RETURN;
  END IF;
  IF j.code IS NULL THEN
    PERFORM ora.refused('OP6507 The text of the job was not known when it was converted: ' || j.what);
  END IF;
  BEGIN
    due := ora.job_next(j."interval", j.interval_code);
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS failed.sqlstate = RETURNED_SQLSTATE, failed.message = MESSAGE_TEXT;
  END;
  UPDATE ora.jobs AS x SET this_date = began WHERE x.job = number;
  COMMIT;
  IF failed.sqlstate IS NULL THEN
    CALL ora.job_call(j.code, j.args, failed);
  END IF;
  IF failed.sqlstate IS NULL THEN
    COMMIT;
    DELETE FROM ora.jobs AS x WHERE x.job = number AND lower(trim(x."interval")) = 'null';
    UPDATE ora.jobs AS x SET this_date = NULL, last_date = began, next_date = due, broken = false, failures = 0,
      total_time = x.total_time + extract(epoch FROM ora.sysdate() - began)
    WHERE x.job = number AND due IS NOT NULL;
  ELSE
    ROLLBACK;
    RAISE LOG 'job % failed: %', number, ora.sqlerrm(failed);
    UPDATE ora.jobs AS x SET this_date = NULL, failures = coalesce(x.failures, 0) + 1, broken = coalesce(x.failures, 0) + 1 >= 16,
      next_date = CASE WHEN coalesce(x.failures, 0) + 1 >= 16 THEN timestamp '4000-01-01' ELSE ora.sysdate() + interval '1 minute' * 2 ^ coalesce(x.failures, 0) END
    WHERE x.job = number;
    e := ora.err_new(12011, 'execution of 1 jobs failed');
  END IF;
  COMMIT;
END
$$;
