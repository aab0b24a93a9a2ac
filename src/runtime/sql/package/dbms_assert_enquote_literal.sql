-- DBMS_ASSERT.ENQUOTE_LITERAL: the text in single quotes. Quotes inside have to be doubled already, else ORA-06502; a text
-- that is quoted stays as it is.
CREATE FUNCTION ora.dbms_assert_enquote_literal(str text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF str ~ '^''([^'']|'''')*''$' THEN
    RETURN str;
  END IF;
  IF str !~ '^([^'']|'''')*$' THEN
    PERFORM ora.raise(6502);
  END IF;
  RETURN '''' || coalesce(str, '') || '''';
END
$$;
