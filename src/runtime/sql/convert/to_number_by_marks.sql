-- ora.to_number of text that is not of digits alone: with the session's decimal character.
CREATE FUNCTION ora.to_number_by_marks(s text) RETURNS numeric
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  point text;
BEGIN
  IF s IS NULL OR s = '' THEN
    RETURN NULL;
  END IF;
  point := ora.nls_numeric_character(1, NULL);
  IF point <> '.' THEN
    IF strpos(s, '.') > 0 THEN
      PERFORM ora.number_error(1722);
    END IF;
    s := replace(s, point, '.');
  END IF;
  RETURN ora.point_number(s);
END
$$;
