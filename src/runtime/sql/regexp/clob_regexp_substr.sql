-- REGEXP_SUBSTR of a CLOB: as of VARCHAR2, but where nothing is found an empty CLOB.
CREATE FUNCTION ora.clob_regexp_substr(
  s text, pattern text, start numeric DEFAULT 1, occurrence numeric DEFAULT 1, match text DEFAULT NULL, subexpression numeric DEFAULT 0
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN s IS NOT NULL AND pattern <> '' AND start IS NOT NULL AND occurrence IS NOT NULL AND subexpression IS NOT NULL
      THEN coalesce(ora.regexp_substr(s, pattern, start, occurrence, match, subexpression), '')
  END
$$;
