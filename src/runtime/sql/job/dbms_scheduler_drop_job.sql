-- DBMS_SCHEDULER.DROP_JOB: the jobs of a list with commas.
CREATE PROCEDURE ora.dbms_scheduler_drop_job(job_name text, force boolean DEFAULT false, defer boolean DEFAULT false, commit_semantics text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT ora.scheduler_name(trim(n)) FROM unnest(string_to_array(job_name, ',')) AS n LOOP
    DELETE FROM ora.scheduler_jobs AS j WHERE j.job_name = one;
    IF NOT FOUND THEN
      PERFORM ora.scheduler_unknown(one, 27475);
    END IF;
    DELETE FROM ora.scheduler_arguments AS a WHERE a.owner_name = 'job ' || one;
  END LOOP;
END
$$;
