-- What of Oracle's kinds of types a column has: a column that changes its kind has to be empty.
CREATE FUNCTION ora.kind_of_column(type oid, whole_seconds boolean) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN type IN ('numeric'::regtype, 'bigint'::regtype, 'integer'::regtype, 'smallint'::regtype) THEN 'number'
    WHEN type IN ('varchar'::regtype, 'bpchar'::regtype) THEN 'text'
    WHEN type = 'text'::regtype THEN 'clob'
    WHEN type = 'timestamp'::regtype THEN CASE WHEN whole_seconds THEN 'date' ELSE 'timestamp' END
    ELSE type::regtype::text
  END
$$;
