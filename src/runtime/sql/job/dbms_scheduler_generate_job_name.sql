-- DBMS_SCHEDULER.GENERATE_JOB_NAME: a name that no job has.
CREATE FUNCTION ora.dbms_scheduler_generate_job_name(prefix text DEFAULT 'JOB$_') RETURNS text
LANGUAGE sql
AS $$
  SELECT upper(prefix) || nextval('ora.job_numbers')
$$;
