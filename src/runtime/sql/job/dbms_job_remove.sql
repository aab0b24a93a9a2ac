-- DBMS_JOB.REMOVE: takes the job out of the queue; one that runs goes on.
CREATE PROCEDURE ora.dbms_job_remove(job integer)
LANGUAGE plpgsql
AS $$
DECLARE
  found_job ora.jobs := ora.job_found(job);
BEGIN
  DELETE FROM ora.jobs AS j WHERE j.job = found_job.job;
END
$$;
