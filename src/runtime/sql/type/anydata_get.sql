-- GET*: the value as text; another type is an error. (PL/SQL Packages and Types Reference, "ANYDATA TYPE")
CREATE FUNCTION ora.anydata_get(self jsonb, wanted text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF self IS NULL THEN
    PERFORM ora.raise(30625, 'method dispatch on NULL SELF argument is disallowed');
  ELSIF self ->> 'type' <> wanted THEN
    PERFORM ora.raise(22626, 'Type Mismatch while constructing or accessing OCIAnyData');
  END IF;
  RETURN self ->> 'value';
END
$$;
