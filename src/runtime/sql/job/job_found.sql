-- The job of a number; ORA-23421 where there is none.
CREATE FUNCTION ora.job_found(number integer) RETURNS ora.jobs
LANGUAGE plpgsql
AS $$
DECLARE
  found_job ora.jobs;
BEGIN
  SELECT * INTO found_job FROM ora.jobs AS j WHERE j.job = number FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM ora.raise(23421, format('job number %s is not a job in the job queue', number));
  END IF;
  RETURN found_job;
END
$$;
