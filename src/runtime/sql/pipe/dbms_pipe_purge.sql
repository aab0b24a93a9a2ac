-- DBMS_PIPE.PURGE: the messages of a pipe are discarded. A name is the same in any case of letters. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_purge(pipename text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM ora.pipe_message AS m WHERE m.pipe = upper(pipename);
END
$$;
