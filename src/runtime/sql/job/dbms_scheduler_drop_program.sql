-- DBMS_SCHEDULER.DROP_PROGRAM: ORA-27479 where a job refers to it; with force those jobs are disabled.
CREATE PROCEDURE ora.dbms_scheduler_drop_program(program_name text, force boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(program_name);
BEGIN
  IF NOT coalesce(force, false) AND EXISTS (SELECT FROM ora.scheduler_jobs AS j WHERE j.program_name = own) THEN
    PERFORM ora.raise(27479, format('Cannot drop "%s"."%s" because other objects depend on it', ora.user_name(), own));
  END IF;
  DELETE FROM ora.scheduler_programs AS p WHERE p.program_name = own;
  IF NOT FOUND THEN
    PERFORM ora.scheduler_unknown(own, 27476);
  END IF;
  DELETE FROM ora.scheduler_arguments AS a WHERE a.owner_name = 'program ' || own;
  UPDATE ora.scheduler_jobs AS j SET enabled = false, state = 'DISABLED', next_run_date = NULL WHERE j.program_name = own;
END
$$;
