-- INTERVAL DAY TO SECOND * number, to the microsecond.
CREATE FUNCTION ora.ds_mul(i interval, n numeric) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ora.numtodsinterval(extract(epoch FROM i) * n, 'SECOND')
$$;
