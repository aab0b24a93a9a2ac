-- The name of the primary key (columns: NULL), or of the UNIQUE constraint over the columns, be it enabled, disabled, or kept as a unique index.
CREATE FUNCTION ora.key_name(relation regclass, columns text[]) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(
    (SELECT k.conname::text FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND CASE
      WHEN columns IS NULL THEN k.contype = 'p'
      ELSE k.contype = 'u' AND columns = (
        SELECT array_agg(a.attname::text ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY AS u(attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum)
    END),
    (SELECT d.name FROM ora.disabled_constraints AS d WHERE d.relation = key_name.relation AND CASE
      WHEN columns IS NULL THEN d.definition ~* '^primary key'
      ELSE d.definition ~* '^(unique|create unique index)' AND columns = (
        SELECT array_agg(btrim(c, ' "') ORDER BY place)
        FROM regexp_split_to_table(substring(d.definition FROM '(?<!distinct )\(([^()]*)\)'), ',') WITH ORDINALITY AS s(c, place))
    END LIMIT 1),
    (SELECT c.relname::text FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
      WHERE columns IS NOT NULL AND i.indrelid = relation AND i.indisunique AND i.indnullsnotdistinct AND i.indpred IS NOT NULL AND columns = (
        SELECT array_agg(a.attname::text ORDER BY u.place) FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS u(attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = u.attnum)
      LIMIT 1))
$$;
