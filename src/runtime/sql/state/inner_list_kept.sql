-- A nested table or varray in a record of a package: what stands there for it (ora.inner_list_name). A long one gets a part of the store of its own: the
-- number of its elements, and pieces of 64, so that an element is read and written without the others.
CREATE FUNCTION ora.inner_list_kept(value text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  id bigint;
  elements text[];
BEGIN
  IF octet_length(value) <= 400 OR value IS NULL OR ora.inner_list_name(value) IS NOT NULL THEN
    RETURN value;
  END IF;
  id := coalesce(ora.state_get('@'), '0')::bigint + 1;
  PERFORM ora.state_set('@', id::text);
  elements := value;
  FOR p IN 0 .. (cardinality(elements) - 1) / 64 LOOP
    PERFORM ora.state_set('@' || id || '/' || p, elements[p * 64 + 1:p * 64 + 64]::text);
  END LOOP;
  PERFORM ora.state_set('@' || id, 'l' || cardinality(elements));
  RETURN format('[-%s:-%s]={NULL}', id, id);
END
$$;
