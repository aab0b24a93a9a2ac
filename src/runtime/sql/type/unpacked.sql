-- What ora.packed was given.
CREATE FUNCTION ora.unpacked(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT convert_from(decode(value, 'base64'), 'UTF8')
$$;
