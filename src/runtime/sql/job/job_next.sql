-- The date that the interval of a job stands for; NULL where it is none. (PL/SQL Packages and Types Reference, "DBMS_JOB")
CREATE FUNCTION ora.job_next("interval" text, code text) RETURNS timestamp
LANGUAGE plpgsql
AS $$
DECLARE
  made timestamp;
BEGIN
  IF coalesce(lower(trim("interval")), 'null') = 'null' THEN
    RETURN NULL;
  END IF;
  IF code IS NULL THEN
    PERFORM ora.refused('OP6507 The interval of the job was not known when it was converted: ' || "interval");
  END IF;
  EXECUTE format('SELECT %s()', code) INTO made;
  IF made <= ora.sysdate() THEN
    PERFORM ora.raise(23420, 'interval must evaluate to a time in the future');
  END IF;
  RETURN made;
END
$$;
