-- The error of a literal that is too long for its column: volatile, and not SQL, which would be inlined, so that it is that of a row, and of no
-- statement without rows.
CREATE FUNCTION ora.misfit_now(actual integer, size integer, label text) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.misfit(actual, size, label);
END
$$;
