-- The value of the nth header of a name, in any case of letters.
CREATE FUNCTION ora.http_header_of(headers jsonb, name text, n integer DEFAULT 1) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT h.header ->> 1 FROM jsonb_array_elements(headers) WITH ORDINALITY AS h(header, place)
  WHERE lower(h.header ->> 0) = lower(name) ORDER BY h.place OFFSET n - 1 LIMIT 1
$$;
