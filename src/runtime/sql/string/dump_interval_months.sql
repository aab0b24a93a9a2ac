-- DUMP of an INTERVAL of a table: years or days in four bytes, which zero is 2^31 in, months, hours, minutes and seconds with 60 added, nanoseconds
-- in four bytes as days are. (SQL Language Reference, "DUMP"; Data Cartridge and Call Interface: INTERVAL YEAR TO MONTH, INTERVAL DAY TO SECOND)
CREATE FUNCTION ora.dump_interval_months(i interval, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ora.dump_bytes(182, CASE WHEN i IS NOT NULL THEN ora.dump_excess(extract(year FROM i)::bigint)
    || (extract(month FROM i)::integer + 60) END, format, start, places)
$$;
