-- The document whose method a program calls. (PL/SQL Language Reference, "Predefined Exceptions", SELF_IS_NULL)
CREATE FUNCTION ora.xml_self(document xml) RETURNS xml
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF document IS NULL THEN
    PERFORM ora.raise(30625, 'method dispatch on NULL SELF argument is disallowed');
  END IF;
  RETURN document;
END
$$;
