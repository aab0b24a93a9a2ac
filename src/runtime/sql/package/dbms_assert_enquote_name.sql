-- DBMS_ASSERT.ENQUOTE_NAME: the name in double quotes, in upper case unless told otherwise; a quoted one stays as it is.
-- Double quotes inside come in pairs, else ORA-44003. (PL/SQL Packages, "DBMS_ASSERT")
CREATE FUNCTION ora.dbms_assert_enquote_name(str text, capitalize boolean DEFAULT true) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF str ~ '^"([^"]|"")+"$' THEN
    RETURN str;
  END IF;
  IF str IS NULL OR str !~ '^([^"]|"")+$' THEN
    PERFORM ora.raise(44003);
  END IF;
  RETURN '"' || CASE WHEN capitalize THEN upper(str) ELSE str END || '"';
END
$$;
