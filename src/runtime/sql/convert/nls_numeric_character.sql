-- The decimal character (1) or the group separator (2) of a conversion: from its NLS parameter, else the session's (setting
-- ora.nls_numeric_characters), else '.,'.
CREATE FUNCTION ora.nls_numeric_character(n integer, nls text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  pair text;
BEGIN
  IF nls LIKE 'NLS\_NUMERIC\_CHARACTERS=''__''' AND substr(nls, 25, 2) !~ '[0-9''"]' THEN
    RETURN substr(nls, 24 + n, 1);
  ELSIF nls <> '' THEN
    IF nls !~* '^\s*(NLS_(NUMERIC_CHARACTERS|CURRENCY|ISO_CURRENCY|DUAL_CURRENCY)\s*=\s*(''[^'']*''|"[^"]*"|\S+)\s*)+$' THEN
      PERFORM ora.date_error(12702);
    END IF;
    pair := (regexp_match(nls, 'NLS_NUMERIC_CHARACTERS\s*=\s*[''"]?([^0-9''"])([^0-9''"])', 'i'))[n];
    IF pair IS NULL AND nls ~* 'NLS_NUMERIC_CHARACTERS' THEN PERFORM ora.date_error(12702); END IF;
    IF pair IS NOT NULL THEN RETURN pair; END IF;
  END IF;
  pair := current_setting('ora.nls_numeric_characters', true);
  RETURN substr(CASE WHEN length(pair) = 2 THEN pair ELSE '.,' END, n, 1);
END
$$;
