-- NUMTODSINTERVAL(n, unit), to the microsecond. (SQL Language Reference, "NUMTODSINTERVAL")
CREATE FUNCTION ora.numtodsinterval(n numeric, unit text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  seconds numeric := round(ora.numtods_seconds(n, unit), 6);
  days numeric := div(seconds, 86400);
BEGIN
  IF abs(days) > 999999999 THEN PERFORM ora.date_error(1873); END IF;
  RETURN make_interval(days => days::integer, secs => (seconds - days * 86400)::double precision);
END
$$;
