-- What dynamic SQL evaluates, known at run time only: the name alone of a function that takes no arguments is its call.
CREATE FUNCTION ora.dynamic_value(word text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  name text := ora.dynamic_word(btrim(word));
  parts text[] := string_to_array(lower(name), '.');
BEGIN
  IF name ~ '^[A-Za-z][\w$#]*([.][A-Za-z][\w$#]*)?$' AND EXISTS (
    SELECT FROM pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    WHERE p.proname = parts[cardinality(parts)] AND p.prokind = 'f' AND p.pronargs = p.pronargdefaults
      AND CASE cardinality(parts) WHEN 1 THEN pg_function_is_visible(p.oid) ELSE n.nspname = parts[1] END
  ) THEN
    RETURN name || '()';
  END IF;
  RETURN name;
END
$$;
