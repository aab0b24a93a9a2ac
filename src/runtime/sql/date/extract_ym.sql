-- EXTRACT(field FROM INTERVAL YEAR TO MONTH).
CREATE FUNCTION ora.extract_ym(field text, i interval) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE upper(field)
    WHEN 'YEAR' THEN RETURN extract(year FROM i);
    WHEN 'MONTH' THEN RETURN extract(month FROM i);
    ELSE PERFORM ora.date_error(30076);
  END CASE;
  RETURN NULL;
END
$$;
