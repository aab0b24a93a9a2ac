-- NUMTODSINTERVAL(n, 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND'). (SQL Language Reference, "NUMTODSINTERVAL")
CREATE FUNCTION ora.numtodsinterval(n numeric, unit text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  seconds numeric;
  days numeric;
BEGIN
  CASE upper(trim(unit))
    WHEN 'DAY' THEN seconds := n * 86400;
    WHEN 'HOUR' THEN seconds := n * 3600;
    WHEN 'MINUTE' THEN seconds := n * 60;
    WHEN 'SECOND' THEN seconds := n;
    ELSE PERFORM ora.date_error(1760);
  END CASE;
  seconds := round(seconds, 6);
  days := div(seconds, 86400);
  IF abs(days) > 999999999 THEN PERFORM ora.date_error(1873); END IF;
  RETURN make_interval(days => days::integer, secs => (seconds - days * 86400)::double precision);
END
$$;
