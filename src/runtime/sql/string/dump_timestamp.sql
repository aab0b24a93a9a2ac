-- DUMP of a TIMESTAMP of a table: as DATE, and the nanoseconds in four bytes where there are any. (SQL Language Reference, "DUMP", "Data Types")
CREATE FUNCTION ora.dump_timestamp(d timestamp, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ora.dump_bytes(180, CASE WHEN d IS NOT NULL THEN ARRAY[
    extract(year FROM d)::integer / 100 + 100, extract(year FROM d)::integer % 100 + 100, extract(month FROM d)::integer,
    extract(day FROM d)::integer, extract(hour FROM d)::integer + 1, extract(minute FROM d)::integer + 1, trunc(extract(second FROM d))::integer + 1
  ] || CASE WHEN nano <> 0 THEN ARRAY[(nano >> 24) & 255, (nano >> 16) & 255, (nano >> 8) & 255, nano & 255] ELSE '{}' END END, format, start, places)
  FROM (SELECT (extract(microseconds FROM d)::bigint % 1000000 * 1000)::integer AS nano) AS s
$$;
