-- EXTRACT(field FROM TIMESTAMP WITH TIME ZONE): fields are in UTC; the zone is the session's, since timestamptz keeps none.
-- (SQL Language Reference, "EXTRACT (datetime)")
CREATE FUNCTION ora.extract_timestamptz(field text, d timestamptz) RETURNS numeric LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE upper(field)
    WHEN 'TIMEZONE_HOUR' THEN RETURN extract(timezone_hour FROM d);
    WHEN 'TIMEZONE_MINUTE' THEN RETURN extract(timezone_minute FROM d);
    ELSE RETURN ora.extract_date(field, d AT TIME ZONE 'UTC');
  END CASE;
END
$$;
