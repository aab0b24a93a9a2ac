-- The length in bytes that Oracle's dictionary shows of a column: of its type as it was noted, else of the one it has in PostgreSQL.
CREATE FUNCTION ora.data_length(noted text, type_id oid, modifier integer) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT (CASE WHEN noted IS NOT NULL THEN split_part(noted, '|', 2)::integer WHEN t.typname IN ('varchar', 'bpchar') AND modifier > 4 THEN modifier - 4
    WHEN t.typname IN ('numeric', 'int2', 'int4', 'int8') THEN 22 WHEN t.typname = 'timestamp' AND modifier = 0 OR t.typname = 'date' THEN 7
    WHEN t.typname IN ('timestamp', 'interval') THEN 11 WHEN t.typname = 'timestamptz' THEN 13 WHEN t.typname = 'float4' THEN 4 WHEN t.typname = 'float8' THEN 8
    ELSE 4000 END)::numeric
  FROM pg_catalog.pg_type AS t WHERE t.oid = type_id
$$;
