-- The text of a value as an attribute holds it whose type would make the object contain itself: base64, in which the quotes of one level do not
-- multiply in the next. (PostgreSQL manual, "Composite Types": a composite type cannot contain itself)
CREATE FUNCTION ora.packed(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT encode(convert_to(value, 'UTF8'), 'base64')
$$;
