-- DBMS_OUTPUT.PUT_LINE: ends the current line with the text. NULL is an empty text.
CREATE PROCEDURE ora.dbms_output_put_line(line text)
LANGUAGE plpgsql
AS $$
DECLARE
  pending text := ora.dbms_output_pending();
BEGIN
  IF pending = 'off' THEN
    RETURN;
  END IF;
  PERFORM ora.dbms_output_emit(coalesce(substr(pending, 2), '') || coalesce(line, ''));
  IF pending IS NOT NULL THEN
    PERFORM ora.state_clear('output');
  END IF;
END
$$;
