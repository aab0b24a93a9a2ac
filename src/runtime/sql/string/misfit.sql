-- The error of a text that is too long, in an expression; the label is 'type' for what a constructor is given. Stable, so that ora.fit can be inlined and a value that no row takes is no error.
CREATE FUNCTION ora.misfit(actual integer, size integer, label text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
  IF label IS NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: character string buffer too small', label);
  END IF;
  IF label = 'type' THEN
    RETURN ora.raise(22814, 'attribute or element value is larger than specified in type', label);
  END IF;
  RETURN ora.raise(12899, format('value too large for column %s (actual: %s, maximum: %s)', ora.column_label(label), actual, size), label);
END
$$;
