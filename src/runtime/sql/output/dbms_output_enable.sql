-- DBMS_OUTPUT.ENABLE. The buffer has no limit here, whatever size is asked for. A session starts with output enabled, as
-- with SET SERVEROUTPUT ON.
CREATE PROCEDURE ora.dbms_output_enable(buffer_size numeric DEFAULT 20000)
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.state_get('output') = 'off' THEN
    PERFORM ora.state_clear('output');
  END IF;
END
$$;
