-- A nested table or varray in a record of a package: what stands there for it (ora.inner_list_name). A long one gets a part of the store of its own: its
-- text, until an element is looked for (ora.inner_list_split).
CREATE FUNCTION ora.inner_list_kept(value text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  id bigint;
BEGIN
  IF octet_length(value) <= 400 OR value IS NULL OR ora.inner_list_name(value) IS NOT NULL THEN
    RETURN value;
  END IF;
  id := coalesce(ora.state_get('@'), '0')::bigint + 1;
  PERFORM ora.state_set('@', id::text);
  PERFORM ora.state_set('@' || id, value);
  RETURN format('[-%s:-%s]={NULL}', id, id);
END
$$;
