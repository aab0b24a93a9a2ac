-- TO_CHAR(number, fmt [, nls]) where fmt is known when converting and made of digits, separators and MI: model is PostgreSQL's for it, marks
-- what stands for its comma and point. A value that surely has room, and of which rounding leaves more than the sign, is written in place: the room of the
-- model is worked out once. (SQL Language Reference, "TO_CHAR (number)"; PostgreSQL manual, "Data Type Formatting Functions")
CREATE FUNCTION ora.to_char_plain(n numeric, model text, fmt text, nls text DEFAULT NULL, marks text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN abs(n) < ora.model_room(model) AND (n >= 0 OR n <= -1)
      THEN CASE WHEN marks IS NULL THEN to_char(n, model) ELSE translate(to_char(n, model), ',.', marks) END
    ELSE ora.to_char_plain_computed(n, model, fmt, nls, marks)
  END
$$;
