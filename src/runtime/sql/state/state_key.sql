-- The quoted name of the prepared statement that holds a variable. Names longer than an identifier may be go by their hash.
CREATE FUNCTION ora.state_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT '"ora:' || CASE WHEN octet_length(name) > 58 THEN md5(name) ELSE replace(name, '"', '""') END || '"'
$$;
