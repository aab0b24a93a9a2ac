-- NUMTOYMINTERVAL(n, 'YEAR' | 'MONTH'), in whole months. (SQL Language Reference, "NUMTOYMINTERVAL")
CREATE FUNCTION ora.numtoyminterval(n numeric, unit text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months numeric;
BEGIN
  CASE upper(trim(unit))
    WHEN 'YEAR' THEN months := round(n * 12);
    WHEN 'MONTH' THEN months := round(n);
    ELSE PERFORM ora.date_error(1760);
  END CASE;
  -- PostgreSQL's limit is 178,956,970 years; Oracle's is 999,999,999.
  IF abs(months) > 2147483647 THEN PERFORM ora.date_error(1873); END IF;
  RETURN make_interval(months => months::integer);
END
$$;
