-- DBMS_SCHEDULER.DROP_SCHEDULE: ORA-27479 where a job refers to it; with force those jobs are disabled.
CREATE PROCEDURE ora.dbms_scheduler_drop_schedule(schedule_name text, force boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(schedule_name);
BEGIN
  IF NOT coalesce(force, false) AND EXISTS (SELECT FROM ora.scheduler_jobs AS j WHERE j.schedule_name = own) THEN
    PERFORM ora.raise(27479, format('Cannot drop "%s"."%s" because other objects depend on it', ora.user_name(), own));
  END IF;
  DELETE FROM ora.scheduler_schedules AS s WHERE s.schedule_name = own;
  IF NOT FOUND THEN
    PERFORM ora.scheduler_unknown(own, 27476);
  END IF;
  UPDATE ora.scheduler_jobs AS j SET enabled = false, state = 'DISABLED', next_run_date = NULL WHERE j.schedule_name = own;
END
$$;
