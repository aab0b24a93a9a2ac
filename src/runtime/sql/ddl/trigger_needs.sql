-- A trigger whose tables are not all there is invalid. (Database Error Messages, ORA-04098)
CREATE FUNCTION ora.trigger_needs(schema_name text, trigger_name text, relations text[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(relations) AS r WHERE to_regclass(r) IS NULL) THEN
    PERFORM ora.raise(4098, format('trigger ''%s.%s'' is invalid and failed re-validation', ora.owner_name(schema_name), trigger_name));
  END IF;
END
$$;
