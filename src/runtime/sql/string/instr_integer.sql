-- ora.instr from a position on that is an integer to PostgreSQL.
CREATE FUNCTION ora.instr_integer(s text, search text, start integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN start >= 1 AND s <> '' AND search <> '' THEN coalesce(nullif(strpos(substr(s, start), search), 0) + (start - 1), 0)
    ELSE ora.instr_from(s, search, start, 1)
  END
$$;
