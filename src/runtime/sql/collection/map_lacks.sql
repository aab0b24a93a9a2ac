-- What reading an element means that an associative array does not have, in the place of the element: NO_DATA_FOUND, ORA-06502 where the key is NULL.
CREATE FUNCTION ora.map_lacks(map anyarray, key integer) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.map_needed('{}'::integer[], key);
  RETURN NULL;
END
$$;
