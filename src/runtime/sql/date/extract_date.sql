-- EXTRACT(field FROM DATE or TIMESTAMP). Years BC are negative.
CREATE FUNCTION ora.extract_date(field text, d timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE upper(field)
    WHEN 'YEAR' THEN RETURN extract(year FROM d);
    WHEN 'MONTH' THEN RETURN extract(month FROM d);
    WHEN 'DAY' THEN RETURN extract(day FROM d);
    WHEN 'HOUR' THEN RETURN extract(hour FROM d);
    WHEN 'MINUTE' THEN RETURN extract(minute FROM d);
    WHEN 'SECOND' THEN RETURN trim_scale(extract(second FROM d));
    ELSE PERFORM ora.date_error(30076);
  END CASE;
  RETURN NULL;
END
$$;
