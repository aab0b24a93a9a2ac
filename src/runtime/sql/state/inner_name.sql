-- An associative array within one that a package keeps stands there as the text of its type, while that is short; else it is kept by itself, and
-- `({n},)` stands there, an array with one key and no values: what its own part of the store is called, NULL for the text of an array.
CREATE FUNCTION ora.inner_name(place text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN right(place, 3) = '},)' THEN '@' || substr(place, 3, length(place) - 5) END
$$;
