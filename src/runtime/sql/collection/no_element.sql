-- Raises what a wrong subscript of a nested table or varray means, in the place of its element. (ora.subscript_error)
CREATE FUNCTION ora.no_element(a anyarray, i integer, most integer DEFAULT NULL) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.subscript_error(cardinality(a), i, most);
  RETURN NULL;
END
$$;
