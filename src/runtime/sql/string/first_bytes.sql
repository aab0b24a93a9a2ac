-- As many of the first characters of a text as fit into so many bytes.
CREATE FUNCTION ora.first_bytes(s text, size integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(s) <= size THEN s ELSE (SELECT left(s, max(i)) FROM generate_series(0, size) AS i WHERE octet_length(left(s, i)) <= size) END
$$;
