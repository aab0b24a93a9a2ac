-- DBMS_JOB.BROKEN: a broken job is never run by the queue; its next date is that of the year 4000.
CREATE PROCEDURE ora.dbms_job_broken(job integer, broken boolean, next_date timestamp DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  j ora.jobs := ora.job_found(job);
BEGIN
  UPDATE ora.jobs AS x SET broken = coalesce(dbms_job_broken.broken, false),
    next_date = CASE WHEN dbms_job_broken.broken THEN timestamp '4000-01-01' ELSE coalesce(dbms_job_broken.next_date, ora.sysdate()) END,
    failures = CASE WHEN dbms_job_broken.broken THEN x.failures ELSE 0 END
  WHERE x.job = j.job;
END
$$;
