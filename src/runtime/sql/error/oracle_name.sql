-- A PostgreSQL name as Oracle's dictionary shows it: all lower case means unquoted, hence upper case there; others as they are.
CREATE FUNCTION ora.oracle_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END
$$;
