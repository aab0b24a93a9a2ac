-- The trim character of TRIM: NULL for '', ORA-30001 for more than one. (SQL Language Reference, "TRIM")
CREATE FUNCTION ora.trim_character(c text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF length(c) > 1 THEN
    RETURN ora.raise(30001, 'trim set should have only one character', c);
  END IF;
  RETURN nullif(c, '');
END
$$;
