-- Is a key deferrable only because PostgreSQL checks others row by row? Oracle does at the end of a statement.
CREATE FUNCTION ora.is_shifted_key(relation oid, key smallint[]) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (
    SELECT FROM ora.definitions AS d JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.relation AND d.part = 'shifted ' || a.attname
    WHERE d.relation = is_shifted_key.relation AND a.attnum = ANY (key))
$$;
