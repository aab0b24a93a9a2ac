-- Hands over one finished line: as an INFO message of SQLSTATE OPOUT, which reaches the client at once, in order, and is not
-- undone by ROLLBACK; with ora.output_mode = 'buffer' (the project reads its own lines) to the buffer in the state store.
CREATE FUNCTION ora.dbms_output_emit(line text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  last integer;
BEGIN
  IF octet_length(line) > 32767 THEN
    PERFORM ora.raise(20000, 'ORU-10028: line length overflow, limit of 32767 bytes per line');
  END IF;
  IF current_setting('ora.output_mode', true) = 'buffer' THEN
    last := coalesce(ora.state_get('output:last')::integer, 0) + 1;
    PERFORM ora.state_set('output:line' || last, line);
    PERFORM ora.state_set('output:last', last::text);
  ELSE
    RAISE INFO USING ERRCODE = 'OPOUT', MESSAGE = line;
  END IF;
END
$$;
