-- DBMS_OUTPUT.PUT: adds to the current line, which is handed over by the next NEW_LINE or PUT_LINE.
CREATE PROCEDURE ora.dbms_output_put(line text)
LANGUAGE plpgsql
AS $$
DECLARE
  pending text := ora.dbms_output_pending();
BEGIN
  IF pending = 'off' THEN
    RETURN;
  END IF;
  -- A parameter of type VARCHAR2 cannot have it.
  IF octet_length(line) > 32767 THEN
    PERFORM ora.raise(6502, 'PL/SQL: numeric or value error: character string buffer too small');
  END IF;
  IF coalesce(octet_length(pending) - 1, 0) + octet_length(line) > 32767 THEN
    PERFORM ora.raise(20000, 'ORU-10028: line length overflow, limit of 32767 bytes per line');
  END IF;
  PERFORM ora.state_set('output', coalesce(pending, '=') || coalesce(line, ''));
END
$$;
