-- Whether a match parameter holds an option: of 'i' and 'c' the last one counts; an unknown letter is ORA-01760.
-- (SQL Language Reference, "REGEXP_LIKE Condition", match_param)
CREATE FUNCTION ora.regexp_option(match text, option text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF match IS NULL OR match = '' THEN
    RETURN false;
  END IF;
  IF match ~ '[^icnmx]' THEN
    RETURN ora.raise(1760, 'illegal argument for function', false);
  END IF;
  IF option = 'i' THEN
    RETURN coalesce(substring(reverse(match) FROM '[ic]') = 'i', false);
  END IF;
  RETURN strpos(match, option) > 0;
END
$$;
