-- Where the value of a key stands among the parts of an object, the last one if there are several; NULL where it has none.
CREATE FUNCTION ora.json_place(parts text[], key text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT max(2 * i) FROM generate_series(1, cardinality(parts) / 2) AS i WHERE parts[2 * i - 1] = key $$;
