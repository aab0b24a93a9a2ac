-- A PostgreSQL name as Oracle's dictionary shows it: all lower case means unquoted, hence upper case there; others as they are.
-- Names that PostgreSQL could not tell apart or keeps for itself have got an ending.
CREATE FUNCTION ora.oracle_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN name ~ '^[^A-Z]+__lower$' THEN left(name, -7)
    WHEN name IN ('cmax_', 'cmin_', 'ctid_', 'tableoid_', 'xmax_', 'xmin_') THEN upper(left(name, -1))
    WHEN name = lower(name) THEN upper(name)
    ELSE name
  END
$$;
