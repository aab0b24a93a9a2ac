-- A timestamp in so many digits of a second, halves up as in Oracle. A cast to timestamp(n) rounds the halves before 2000 down.
CREATE FUNCTION ora.timestamp_fit(at timestamp, digits integer) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT date_bin(make_interval(secs => 10::double precision ^ -digits), at + make_interval(secs => 10::double precision ^ -digits / 2), timestamp '0001-01-01')
$$;
CREATE FUNCTION ora.timestamp_fit(at timestamptz, digits integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT date_bin(make_interval(secs => 10::double precision ^ -digits), at + make_interval(secs => 10::double precision ^ -digits / 2), timestamptz '0001-01-01 00:00:00Z')
$$;
