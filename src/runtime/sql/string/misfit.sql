-- The error of a text that is too long, in an expression. Stable, so that ora.fit can be inlined and a value that no row takes is no error.
CREATE FUNCTION ora.misfit(actual integer, size integer, label text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
  IF label IS NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: character string buffer too small', label);
  END IF;
  RETURN ora.raise(12899, format('value too large for column %s (actual: %s, maximum: %s)', ora.column_label(label), actual, size), label);
END
$$;
