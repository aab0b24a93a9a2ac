-- The call of a procedure whose name, with or without arguments, is known at run time only.
CREATE FUNCTION ora.dynamic_call(word text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT ora.dynamic_within('call ' || CASE WHEN word ~ '\)\s*;?\s*$' THEN rtrim(word, E'; \n') ELSE btrim(word) || '()' END) $$;
