-- An owner in dynamic SQL that is known at run time only. The user's own objects stand in schema public, unless there is a schema of the user's name.
CREATE FUNCTION ora.dynamic_owner(word text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN CASE WHEN word LIKE '"%"' THEN btrim(word, '"') ELSE upper(word) END = ora.user_name() AND to_regnamespace(quote_ident(session_user)) IS NULL THEN 'public'
    ELSE ora.dynamic_word(word)
  END
$$;
