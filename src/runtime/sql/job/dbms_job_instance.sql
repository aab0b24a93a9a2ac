-- DBMS_JOB.INSTANCE: kept, with no effect: there is one instance.
CREATE PROCEDURE ora.dbms_job_instance(job integer, instance integer, force boolean DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_job_change(job, NULL, NULL, NULL, instance);
END
$$;
