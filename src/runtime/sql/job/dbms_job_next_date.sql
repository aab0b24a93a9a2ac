-- DBMS_JOB.NEXT_DATE: when the job runs next.
CREATE PROCEDURE ora.dbms_job_next_date(job integer, next_date timestamp)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_job_change(job, NULL, next_date, NULL);
END
$$;
