-- The name of a table in dynamic SQL, known at run time only: it may bring the schema; the user's own stand in `home`.
CREATE FUNCTION ora.dynamic_name(home text, word text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN ora.dynamic_view(word) IS NOT NULL THEN ora.dynamic_view(word)
    WHEN word ~ '^\s*("[^".]+"|[A-Za-z][\w$#]*)\s*\.' THEN ora.dynamic_word(regexp_replace(btrim(word), '\s*\.\s*', '.'))
    ELSE home || '.' || ora.dynamic_word(ltrim(word))
  END
$$;
