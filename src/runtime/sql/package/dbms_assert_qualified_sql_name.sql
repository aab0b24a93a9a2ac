-- DBMS_ASSERT.QUALIFIED_SQL_NAME: simple names joined with dots, perhaps @ and a database link with its connection; else
-- ORA-44004. (PL/SQL Packages, "DBMS_ASSERT")
CREATE FUNCTION ora.dbms_assert_qualified_sql_name(str text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  name text := btrim(str, E' \t\n\r');
  simple CONSTANT text := '(?:[[:alpha:]][[:alnum:]_$#]*|"(?:[^"]|"")+")';
BEGIN
  IF name ~ ('^' || simple || '(?:\s*\.\s*' || simple || ')*(?:@' || simple || '(?:\.' || simple || ')*(?:@' || simple || ')?)?$') THEN
    RETURN name;
  END IF;
  PERFORM ora.raise(44004);
END
$$;
