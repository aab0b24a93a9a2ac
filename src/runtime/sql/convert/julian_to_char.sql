-- TO_CHAR(TO_DATE(n, 'J'), fmt) where the model has no element but J: the number is written, in digits or in words, without a detour over a date. So days
-- that the Julian calendar alone has can be written too, which as dates fail (ora.julian_date).
-- (SQL Language Reference, "Datetime Format Elements": J)
CREATE FUNCTION ora.julian_to_char(n text, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF n ~ '^[0-9]{1,7}$' AND n::integer BETWEEN 1 AND 5373484 AND n::integer NOT BETWEEN 1721058 AND 1721423 THEN
    RETURN ora.datetime_text(timestamp '2000-01-01', fmt, ora.nls_date_language(nls), NULL, NULL, NULL, n::integer);
  END IF;
  -- Anything else, and the year 0 that Oracle's calendar leaves out, fails or not as TO_DATE says.
  RETURN ora.to_char(ora.to_date(n, 'J'), fmt, nls);
END
$$;
