-- A nested table or varray in a record of a package stands there as the text of its type, while that is short; else it is kept by itself, and
-- `[-n:-n]={NULL}` stands there, an array whose only place no list has: what its own part of the store is called, NULL for the text of a list.
CREATE FUNCTION ora.inner_list_name(place text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN starts_with(place, '[-') THEN '@' || substr(place, 3, strpos(place, ':') - 3) END
$$;
