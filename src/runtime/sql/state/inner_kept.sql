-- An associative array within one that a package keeps: what stands there for it (ora.inner_name). A long one gets a part of the store of its own, so
-- that an element of it is read and written without the others: the first that is looked for takes it apart.
CREATE FUNCTION ora.inner_kept(value text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  id bigint;
BEGIN
  IF octet_length(value) <= 400 OR value IS NULL OR ora.inner_name(value) IS NOT NULL THEN
    RETURN value;
  END IF;
  id := coalesce(ora.state_get('@'), '0')::bigint + 1;
  PERFORM ora.state_set('@', id::text);
  PERFORM ora.state_set('@' || id, value);
  RETURN '({' || id || '},)';
END
$$;
