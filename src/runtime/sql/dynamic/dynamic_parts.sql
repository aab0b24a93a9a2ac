-- The owner and the name of an object in dynamic SQL, as Oracle's dictionary shows them; without an owner that is NULL.
CREATE FUNCTION ora.dynamic_parts(name text) RETURNS text[]
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN cardinality(found.parts) = 1 THEN ARRAY[NULL, ora.oracle_name(found.parts[1])]
    ELSE ARRAY[ora.owner_name(found.parts[1]), ora.oracle_name(found.parts[2])] END
  FROM (SELECT array_agg(CASE WHEN m[1] ~ '^"' THEN btrim(m[1], '"') ELSE lower(m[1]) END) AS parts FROM regexp_matches(name, '("[^"]+"|[\w$#]+)', 'g') AS m) AS found
$$;
