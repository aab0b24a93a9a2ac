-- DUMP of a DATE that is computed, not read from a table: year (low byte first), month, day, hour, minute, second. (SQL Language Reference, "DUMP")
CREATE FUNCTION ora.dump_computed_date(d timestamp, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ora.dump_bytes(13, CASE WHEN d IS NOT NULL THEN ARRAY[
    extract(year FROM d)::integer & 255, (extract(year FROM d)::integer >> 8) & 255, extract(month FROM d)::integer,
    extract(day FROM d)::integer, extract(hour FROM d)::integer, extract(minute FROM d)::integer, trunc(extract(second FROM d))::integer, 0
  ] END, format, start, places)
$$;
