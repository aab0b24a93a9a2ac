-- DBMS_JOB.INTERVAL: another interval for the job; NULL: it does not repeat.
CREATE PROCEDURE ora.dbms_job_interval(job integer, "interval" text, interval_code text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_job_change(job, NULL, NULL, coalesce("interval", 'null'), NULL, NULL, NULL, interval_code);
END
$$;
