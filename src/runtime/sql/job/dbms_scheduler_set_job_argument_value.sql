-- DBMS_SCHEDULER.SET_JOB_ARGUMENT_VALUE: the value of an argument, by its position or by the name that the program gives it.
CREATE PROCEDURE ora.dbms_scheduler_set_job_argument_value(job_name text, argument_position integer, argument_value text)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(job_name);
BEGIN
  IF NOT EXISTS (SELECT FROM ora.scheduler_jobs AS j WHERE j.job_name = own) THEN
    PERFORM ora.scheduler_unknown(own, 27475);
  END IF;
  INSERT INTO ora.scheduler_arguments AS a VALUES ('job ' || own, argument_position, NULL, argument_value)
  ON CONFLICT ON CONSTRAINT scheduler_arguments_pkey DO UPDATE SET value = excluded.value;
END
$$;

CREATE PROCEDURE ora.dbms_scheduler_set_job_argument_value(job_name text, argument_name text, argument_value text)
LANGUAGE plpgsql
AS $$
DECLARE
  place integer;
BEGIN
  SELECT a.argument_position INTO place
  FROM ora.scheduler_jobs AS j JOIN ora.scheduler_arguments AS a ON a.owner_name = 'program ' || j.program_name
  WHERE j.job_name = ora.scheduler_name(dbms_scheduler_set_job_argument_value.job_name) AND a.argument_name = upper(dbms_scheduler_set_job_argument_value.argument_name);
  IF NOT FOUND THEN
    PERFORM ora.raise(27484, 'Argument names are not supported for jobs without a program.');
  END IF;
  CALL ora.dbms_scheduler_set_job_argument_value(job_name, place, argument_value);
END
$$;
