-- REGEXP_REPLACE in a CLOB: the result may be an empty CLOB.
CREATE FUNCTION ora.clob_regexp_replace(
  s text, pattern text, replacement text DEFAULT NULL, start numeric DEFAULT 1, occurrence numeric DEFAULT 0, match text DEFAULT NULL
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN s IS NOT NULL AND start IS NOT NULL AND occurrence IS NOT NULL
      THEN coalesce(ora.regexp_replace(s, pattern, replacement, start, occurrence, match), '')
  END
$$;
