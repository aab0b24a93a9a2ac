-- TZ_OFFSET(zone): the offset in force now. (SQL Language Reference, "TZ_OFFSET")
CREATE FUNCTION ora.tz_offset(zone text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT ora.offset_text(extract(epoch FROM ora.at_zone(now(), zone) - (now() AT TIME ZONE 'UTC'))::integer)
$$;
