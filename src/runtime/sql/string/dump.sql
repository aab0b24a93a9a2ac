-- DUMP(value, format, start, places): type code, length and bytes as Oracle stores them, or a part of them; format 8, 10, 16 or 17, plus 1000
-- for the character set.
-- (SQL Language Reference, "DUMP")
CREATE FUNCTION ora.dump(s text, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.dump_bytes(1, (SELECT array_agg(get_byte(convert_to(nullif(s, ''), 'UTF8'), i) ORDER BY i) FROM generate_series(0, octet_length(s) - 1) i), format, start, places) $$;

CREATE FUNCTION ora.dump(n numeric, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.dump_bytes(2, ora.number_bytes(n), format, start, places) $$;

CREATE FUNCTION ora.dump(d timestamp, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ora.dump_bytes(12, CASE WHEN d IS NOT NULL THEN ARRAY[
    extract(year FROM d)::integer / 100 + 100, extract(year FROM d)::integer % 100 + 100, extract(month FROM d)::integer,
    extract(day FROM d)::integer, extract(hour FROM d)::integer + 1, extract(minute FROM d)::integer + 1, trunc(extract(second FROM d))::integer + 1
  ] END, format, start, places)
$$;

CREATE FUNCTION ora.dump(b bytea, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.dump_bytes(23, (SELECT array_agg(get_byte(b, i) ORDER BY i) FROM generate_series(0, octet_length(b) - 1) i), format, start, places) $$;
