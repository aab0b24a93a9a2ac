-- A part of dynamic SQL that is known at run time only, as the rest of the statement takes it: a quoted name is as PostgreSQL has it,
-- an owner before a name is the schema of that owner, and an owner before a package and one of its members the schema of that package. In expressions and
-- clauses the functions are those of the runtime; bind variables have no place in them.
CREATE FUNCTION ora.dynamic_word(word text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  member text[] := regexp_match(word, '^("[^".]+"|[A-Za-z][\w$#]*)\.("[^".]+"|[A-Za-z][\w$#]*)\.([^.].*)$');
BEGIN
  IF ora.dynamic_view(word) IS NOT NULL THEN
    RETURN ora.dynamic_view(word);
  ELSIF member IS NOT NULL THEN
    RETURN concat(ora.dynamic_package(member[1], member[2]), '.', ora.dynamic_word(member[3]));
  ELSIF word ~ '^("[^".]+"|[A-Za-z][\w$#]*)\.[^.]' THEN
    RETURN ora.dynamic_owner(split_part(word, '.', 1)) || '.' || ora.dynamic_word(substr(word, strpos(word, '.') + 1));
  END IF;
  RETURN CASE
    WHEN word ~ '^"[^"]+"$' THEN quote_ident(ora.own_name(word))
    WHEN word ~ '[\s(]' AND regexp_replace(word, '''[^'']*''', '', 'g') !~ ':\w' THEN ora.dynamic_text(word)
    ELSE coalesce(word, '')
  END;
END
$$;
