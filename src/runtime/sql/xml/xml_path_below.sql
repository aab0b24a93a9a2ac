-- The path where elements side by side have got the root x. A union in which a bar may be part of a literal or of a predicate is not taken apart.
CREATE FUNCTION ora.xml_path_below(path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF path ~ '\|.*["''(\[]|["''(\[].*\|' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2302 a union of paths into several elements side by side is not converted';
  END IF;
  RETURN regexp_replace(path, '(^|\|)\s*/?', '\1/x/', 'g');
END
$$;
