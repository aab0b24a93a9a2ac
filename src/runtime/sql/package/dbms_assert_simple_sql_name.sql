-- DBMS_ASSERT.SIMPLE_SQL_NAME: a letter, then letters, digits, _, $ and #, or anything in double quotes; else ORA-44003.
-- Blanks around the name are ignored.
CREATE FUNCTION ora.dbms_assert_simple_sql_name(str text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  name text := btrim(str, E' \t\n\r');
BEGIN
  IF name ~ '^[[:alpha:]][[:alnum:]_$#]*$' OR name ~ '^"([^"]|"")+"$' THEN
    RETURN name;
  END IF;
  PERFORM ora.raise(44003);
END
$$;
