-- The seconds of NUMTODSINTERVAL(n, 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND'), unrounded.
CREATE FUNCTION ora.numtods_seconds(n numeric, unit text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE upper(trim(unit))
    WHEN 'DAY' THEN RETURN n * 86400;
    WHEN 'HOUR' THEN RETURN n * 3600;
    WHEN 'MINUTE' THEN RETURN n * 60;
    WHEN 'SECOND' THEN RETURN n;
    ELSE PERFORM ora.date_error(1760);
  END CASE;
  RETURN NULL;
END
$$;
