-- DBMS_PIPE.SEND_MESSAGE: what was packed is put into the pipe; others see it when the transaction has ended. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_send_message(pipename text, timeout integer DEFAULT 86400000, maxpipesize integer DEFAULT 8192) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  IF pipename IS NULL OR pipename = '' THEN
    PERFORM ora.raise(23321);
  END IF;
  INSERT INTO ora.pipe_message (pipe, body) VALUES (upper(pipename), coalesce(ora.state_get('pipe:out')::jsonb, '[]'));
  PERFORM ora.state_set('pipe:out', '[]');
  RETURN 0;
END
$$;
