-- A part of dynamic SQL that is known at run time only, as the rest of the statement takes it: a quoted name in capitals is the name without quotes.
CREATE FUNCTION ora.dynamic_word(word text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN word ~ '^"[A-Z][A-Z0-9_$#]*"(\."[A-Z][A-Z0-9_$#]*")*$' THEN lower(replace(word, '"', ''))
    ELSE coalesce(word, '')
  END
$$;
