-- DBMS_PIPE.CREATE_PIPE: pipes need no creation here; anyone may use them. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_create_pipe(pipename text, maxpipesize integer DEFAULT 8192, private boolean DEFAULT true) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  IF pipename IS NULL OR pipename = '' THEN
    PERFORM ora.raise(23321);
  END IF;
  RETURN 0;
END
$$;
