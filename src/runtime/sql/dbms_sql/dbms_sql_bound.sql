-- The statement with every bind variable replaced by a typed literal. ORA-01008 when one has no value.
CREATE FUNCTION ora.dbms_sql_bound(statement text, binds jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  result text;
  unbound boolean;
BEGIN
  SELECT string_agg(CASE WHEN t.bind IS NULL THEN t.piece ELSE binds ->> t.bind END, '' ORDER BY t.ordinal),
    bool_or(t.bind IS NOT NULL AND NOT binds ? t.bind)
  INTO result, unbound
  FROM ora.dbms_sql_tokens(statement) AS t;
  IF unbound THEN
    PERFORM ora.raise(1008);
  END IF;
  RETURN result;
END
$$;
