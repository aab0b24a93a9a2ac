-- INTERVAL DAY TO SECOND / number, to the microsecond.
CREATE FUNCTION ora.ds_div(i interval, n numeric) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ora.numtodsinterval(round(extract(epoch FROM i), 30) / n, 'SECOND')
$$;
