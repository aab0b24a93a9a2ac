-- DBMS_OUTPUT.PUT_LINE: ends the current line with the text. NULL is an empty text. Written flat, since it is called so often:
-- what PUT has left is read as ora.dbms_output_pending reads it, and the line is handed over as ora.dbms_output_emit does.
CREATE PROCEDURE ora.dbms_output_put_line(line text)
LANGUAGE plpgsql
AS $$
DECLARE
  pending text;
  -- A variable: plpgsql_check looks at a text that is constant, and does not know what the statement it names gives.
  stored text := 'EXECUTE "ora:output"';
  whole text := coalesce(line, '');
BEGIN
  IF current_setting('ora.output_mode', true) = 'buffer' THEN
    pending := ora.dbms_output_pending();
  ELSE
    BEGIN
      EXECUTE stored INTO pending;
    EXCEPTION WHEN invalid_sql_statement_name THEN
      NULL;
    END;
  END IF;
  IF pending IS NOT NULL THEN
    IF pending = 'off' THEN
      RETURN;
    END IF;
    whole := substr(pending, 2) || whole;
    PERFORM ora.dbms_output_count(whole);
  END IF;
  IF current_setting('ora.output_mode', true) = 'buffer' OR octet_length(whole) > 32767 THEN
    -- A parameter of type VARCHAR2 cannot have it.
    IF octet_length(line) > 32767 THEN
      PERFORM ora.raise(6502, 'PL/SQL: numeric or value error: character string buffer too small');
    END IF;
    PERFORM ora.dbms_output_emit(whole);
  ELSE
    RAISE INFO USING ERRCODE = 'OPOUT', MESSAGE = whole;
  END IF;
END
$$;
