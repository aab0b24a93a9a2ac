-- DBMS_SCHEDULER.DISABLE: jobs and programs of a list with commas.
CREATE PROCEDURE ora.dbms_scheduler_disable(name text, force boolean DEFAULT false, commit_semantics text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT ora.scheduler_name(trim(n)) FROM unnest(string_to_array(name, ',')) AS n LOOP
    UPDATE ora.scheduler_jobs AS x SET enabled = false, state = 'DISABLED', next_run_date = NULL WHERE x.job_name = one;
    CONTINUE WHEN FOUND;
    UPDATE ora.scheduler_programs AS p SET enabled = false WHERE p.program_name = one;
    IF NOT FOUND THEN
      PERFORM ora.scheduler_unknown(one, 27476);
    END IF;
  END LOOP;
END
$$;
