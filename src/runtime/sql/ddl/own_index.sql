-- The index of that name; that of a key whose name Oracle made up may have been read from the dictionary.
CREATE FUNCTION ora.own_index(name text) RETURNS regclass
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(to_regclass(name), (
    SELECT k.conindid::regclass FROM pg_catalog.pg_constraint AS k
    WHERE k.contype IN ('p', 'u') AND k.oid = substring(name FROM '(?i)\msys_c0(\d{1,10})"?$')::bigint))
$$;
