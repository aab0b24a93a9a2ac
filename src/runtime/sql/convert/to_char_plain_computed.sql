-- ora.to_char_plain of what is the result of a call, and of values that are not to be written in place. A value without room, of which rounding leaves
-- nothing but the sign, or without end is left to ora.to_char.
CREATE FUNCTION ora.to_char_plain_computed(n numeric, model text, fmt text, nls text DEFAULT NULL, marks text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  t text := to_char(n, model);
BEGIN
  RETURN CASE
    WHEN strpos(t, '#') > 0 OR n >= 1e126 OR n > -1 AND n < 0 AND t !~ '[1-9]' THEN ora.to_char(n, fmt, nls)
    WHEN marks IS NULL THEN t
    ELSE translate(t, ',.', marks)
  END;
END
$$;
