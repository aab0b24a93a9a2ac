-- REGEXP_INSTR of a pattern that needs Oracle's order of choices.
CREATE FUNCTION ora.regexp_instr_ordered(
  s text, pattern text, start integer, occurrence integer, return_option integer, match text, subexpression integer
) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF s IS NULL OR s = '' OR pattern IS NULL OR pattern = '' OR start IS NULL OR occurrence IS NULL
    OR return_option IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN coalesce(ora.regexp_bounds(s, pattern, start, occurrence, match, subexpression, return_option), 0);
END
$$;
