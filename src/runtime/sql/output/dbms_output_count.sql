-- What PUT has left goes with the line; where DBMS_OUTPUT.ENABLE has set a limit the line is counted, and ORU-10027 raised where it has no room.
-- Lines that reach the client at once fill the buffer until the client's statement ends, since a client with SERVEROUTPUT ON empties it then.
CREATE FUNCTION ora.dbms_output_count(line text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  size integer := ora.state_get('output:limit')::integer;
  since text := CASE WHEN current_setting('ora.output_mode', true) = 'buffer' THEN '' ELSE ora.server_call() END;
  used integer := octet_length(line);
BEGIN
  IF size IS NULL THEN
    PERFORM ora.state_clear('output');
    RETURN;
  END IF;
  -- Not NULL, so that the next line is counted too.
  PERFORM ora.state_set('output', '=');
  IF ora.state_get('output:since') = since THEN
    used := used + coalesce(ora.state_get('output:used')::integer, 0);
  END IF;
  IF used > size THEN
    PERFORM ora.raise(20000, 'ORU-10027: buffer overflow, limit of ' || size || ' bytes');
  END IF;
  PERFORM ora.state_set('output:since', since), ora.state_set('output:used', used::text);
END
$$;
