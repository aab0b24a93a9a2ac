-- A part of dynamic SQL that is known at run time only, as the rest of the statement takes it: a quoted name in capitals is the name without quotes,
-- and an owner before a name is the schema of that owner.
CREATE FUNCTION ora.dynamic_word(word text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF word ~ '^("[^".]+"|[A-Za-z][\w$#]*)\.[^.]' THEN
    RETURN ora.dynamic_owner(split_part(word, '.', 1)) || '.' || ora.dynamic_word(substr(word, strpos(word, '.') + 1));
  END IF;
  RETURN CASE WHEN word ~ '^"[A-Z][A-Z0-9_$#]*"$' THEN lower(btrim(word, '"')) ELSE coalesce(word, '') END;
END
$$;
