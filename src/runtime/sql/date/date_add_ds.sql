-- DATE + INTERVAL DAY TO SECOND: a DATE, so fractional seconds go.
CREATE FUNCTION ora.date_add_ds(d timestamp, i interval) RETURNS timestamp LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_trunc('second', ora.timestamp_add_ds(d, i))
$$;
