-- DBMS_JOB.CHANGE: what is NULL stays.
CREATE PROCEDURE ora.dbms_job_change(
  job integer, what text, next_date timestamp, "interval" text, instance integer DEFAULT NULL, force boolean DEFAULT NULL,
  code text DEFAULT NULL, interval_code text DEFAULT NULL, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL,
  arg4 text DEFAULT NULL, arg5 text DEFAULT NULL, arg6 text DEFAULT NULL, arg7 text DEFAULT NULL, arg8 text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  j ora.jobs := ora.job_found(job);
BEGIN
  IF what IS NOT NULL THEN
    j.what := what;
    j.code := code;
    j.args := ARRAY[arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8];
  END IF;
  IF "interval" IS NOT NULL THEN
    PERFORM ora.job_next("interval", interval_code);
    j."interval" := "interval";
    j.interval_code := interval_code;
  END IF;
  UPDATE ora.jobs AS x SET what = j.what, code = j.code, args = j.args, "interval" = j."interval", interval_code = j.interval_code,
    next_date = coalesce(dbms_job_change.next_date, j.next_date), instance = coalesce(dbms_job_change.instance, j.instance)
  WHERE x.job = j.job;
END
$$;
