-- DBMS_ASSERT.NOOP: the text as it is.
CREATE FUNCTION ora.dbms_assert_noop(str text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(str, '')
$$;
