-- Sets a record of a package that has collections in it, of the shape that ora.inner_made takes apart. What is short stays together: an element is
-- kept by itself once it is written.
CREATE FUNCTION ora.package_record_set(name text, value text, shape jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  before text := ora.package_get(name, true);
BEGIN
  PERFORM ora.package_set(name, CASE WHEN octet_length(value) > 1500 THEN ora.inner_made(value, shape) ELSE value END);
  IF strpos(before, '},)') > 0 OR strpos(before, ']={NULL}') > 0 THEN
    PERFORM ora.inner_free(before, shape);
  END IF;
END
$$;
