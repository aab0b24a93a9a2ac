-- A block that does nothing but call one procedure, without arguments or with numbers, is that CALL; any other statement stays.
CREATE FUNCTION ora.dynamic_block(statement text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN m IS NULL THEN statement
    WHEN lower(m[1]) = 'null' THEN CASE WHEN m[2] IS NULL THEN 'select' ELSE statement END
    ELSE ora.dynamic_within('call ' || ora.dynamic_member(m[1]) || coalesce(m[2], '()'))
  END
  FROM (SELECT regexp_match(statement,
    '^\s*begin\s+((?:[a-z][\w$#]*|"[^"]+")(?:\s*\.\s*(?:[a-z][\w$#]*|"[^"]+"))*)\s*(\(\s*(?:(?:null|-?\d+(?:\.\d+)?)(?:\s*,\s*(?:null|-?\d+(?:\.\d+)?))*)?\s*\))?\s*;\s*end\s*;?\s*$', 'i') AS m) AS s
$$;
