-- ORA-02149 where a table has no such partition.
CREATE FUNCTION ora.partition_check(whole text, part text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_inherits AS h WHERE h.inhparent = to_regclass(whole) AND h.inhrelid = to_regclass(part)) THEN
    PERFORM ora.raise(2149);
  END IF;
END
$$;
