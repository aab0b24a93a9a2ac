-- The columns of a primary key in their order, to free them of NOT NULL when it goes; of other constraints none.
CREATE FUNCTION ora.key_columns(relation regclass, name text) RETURNS text[]
LANGUAGE sql STABLE
AS $$
  SELECT array_agg(a.attname::text ORDER BY u.place)
  FROM pg_catalog.pg_constraint AS k
  CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u(attnum, place)
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
  WHERE k.conrelid = relation AND k.conname = name AND k.contype = 'p'
$$;
