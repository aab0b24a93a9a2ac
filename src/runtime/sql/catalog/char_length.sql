-- The length in characters that Oracle's dictionary shows of a column; 0 where it is not text.
CREATE FUNCTION ora.char_length(noted text, type_id oid, modifier integer) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT (CASE WHEN t.typname IN ('varchar', 'bpchar') AND modifier > 4 THEN modifier - 4 WHEN noted ~ '^(VARCHAR2|CHAR)[|]' THEN split_part(noted, '|', 2)::integer ELSE 0 END)::numeric
  FROM pg_catalog.pg_type AS t WHERE t.oid = type_id
$$;
