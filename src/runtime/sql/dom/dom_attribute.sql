-- The attribute of an element by its name; NULL where it has none.
CREATE FUNCTION ora.dom_attribute(id integer, name text) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  a integer;
BEGIN
  FOREACH a IN ARRAY ora.dom_ids(ora.dom_get(id) -> 'a') LOOP
    IF ora.dom_get(a) ->> 'n' = name THEN
      RETURN a;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
