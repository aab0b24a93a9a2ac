-- CREATE INDEX of a program: refused are the name of an index and, before PostgreSQL makes it, the columns of an index of the table, in their order.
-- own_name: as Oracle has it, which the index of a key may have. (Database Error Messages, ORA-00955, ORA-01408)
CREATE FUNCTION ora.new_column_list(index text, own_name text, relation regclass, VARIADIC columns text[]) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_class AS i JOIN pg_catalog.pg_class AS t ON t.relnamespace = i.relnamespace
    WHERE t.oid = relation AND i.relkind IN ('i', 'I') AND (i.relname = index OR ora.index_name(i.oid, i.relname) = own_name)
  ) THEN
    PERFORM ora.raise(955, 'name is already used by an existing object');
  END IF;
  IF EXISTS (
    SELECT FROM pg_catalog.pg_index AS i
    WHERE i.indrelid = relation AND (i.indpred IS NULL OR i.indnullsnotdistinct) AND columns = ARRAY(
      SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
      LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = relation AND a.attnum = k.attnum
      WHERE k.place <= i.indnkeyatts ORDER BY k.place)
  ) THEN
    PERFORM ora.raise(1408, 'such column list already indexed');
  END IF;
END
$$;
