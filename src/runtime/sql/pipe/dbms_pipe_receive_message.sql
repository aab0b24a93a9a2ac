-- DBMS_PIPE.RECEIVE_MESSAGE: 0 a message was received, 1 none came in time (seconds). (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_receive_message(pipename text, timeout integer DEFAULT 86400000) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  deadline timestamptz := clock_timestamp() + make_interval(secs => timeout);
  message jsonb;
BEGIN
  IF pipename IS NULL OR pipename = '' THEN
    PERFORM ora.raise(23321);
  END IF;
  LOOP
    DELETE FROM ora.pipe_message AS m WHERE m.id = (
      SELECT n.id FROM ora.pipe_message AS n WHERE n.pipe = upper(pipename) ORDER BY n.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING m.body INTO message;
    IF message IS NOT NULL THEN
      PERFORM ora.state_set('pipe:in', message::text);
      RETURN 0;
    END IF;
    IF clock_timestamp() >= deadline THEN
      RETURN 1;
    END IF;
    PERFORM pg_sleep(0.05);
  END LOOP;
END
$$;
