-- TO_CHAR(number, fmt [, nls]) where fmt is known when converting and made of digits, separators and MI: model is PostgreSQL's for it, marks
-- what stands for its comma and point. A value without room, of which rounding leaves nothing but the sign, or without end is left to
-- ora.to_char. (SQL Language Reference, "TO_CHAR (number)"; PostgreSQL manual, "Data Type Formatting Functions")
CREATE FUNCTION ora.to_char_plain(n numeric, model text, fmt text, nls text DEFAULT NULL, marks text DEFAULT NULL) RETURNS text
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
