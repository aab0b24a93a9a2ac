-- The place of an object among others by the ORDER method of their type, which is given as text: how many of them come before it. NULL for NULL.
-- (Object-Relational Developer's Guide, "ORDER Methods")
CREATE FUNCTION ora.order_position(objects anyarray, object anyelement, compare text) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
  place bigint;
BEGIN
  IF object IS DISTINCT FROM NULL THEN
    EXECUTE format('SELECT count(*) FROM generate_subscripts($1, 1) AS i WHERE %s($1[i], $2) < 0', compare)
      INTO place USING objects, object;
  END IF;
  RETURN place;
END
$$;
