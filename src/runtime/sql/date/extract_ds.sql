-- EXTRACT(field FROM INTERVAL DAY TO SECOND); all fields have the interval's sign.
CREATE FUNCTION ora.extract_ds(field text, i interval) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  n interval := justify_hours(i);
BEGIN
  CASE upper(field)
    WHEN 'DAY' THEN RETURN extract(day FROM n);
    WHEN 'HOUR' THEN RETURN extract(hour FROM n);
    WHEN 'MINUTE' THEN RETURN extract(minute FROM n);
    WHEN 'SECOND' THEN RETURN trim_scale(extract(second FROM n));
    ELSE PERFORM ora.date_error(30076);
  END CASE;
  RETURN NULL;
END
$$;
