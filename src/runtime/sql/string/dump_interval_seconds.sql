-- DUMP of an INTERVAL DAY TO SECOND of a table: as `dump_interval_months`. (SQL Language Reference, "DUMP")
CREATE FUNCTION ora.dump_interval_seconds(i interval, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ora.dump_bytes(183, CASE WHEN i IS NOT NULL THEN ora.dump_excess(trunc(total / 86400)::bigint) || ARRAY[
    (trunc(total / 3600) % 24)::integer + 60, (trunc(total / 60) % 60)::integer + 60, (trunc(total) % 60)::integer + 60
  ] || ora.dump_excess(trunc(total % 1 * 1000000000)::bigint) END, format, start, places)
  FROM (SELECT extract(epoch FROM i) AS total) AS s
$$;
