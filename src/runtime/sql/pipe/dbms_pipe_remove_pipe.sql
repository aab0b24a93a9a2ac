-- DBMS_PIPE.REMOVE_PIPE, with the messages in it. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_remove_pipe(pipename text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_pipe_purge(pipename);
  RETURN 0;
END
$$;
