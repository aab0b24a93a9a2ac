-- LAST_DAY: keeps the time of day; always a DATE.
CREATE FUNCTION ora.last_day(d timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_trunc('month', d) + interval '1 month' - interval '1 day' + date_trunc('second', d)::time
$$;
