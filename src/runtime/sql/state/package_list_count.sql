-- The number of elements of a nested table or varray of a package; NULL where it is NULL.
CREATE FUNCTION ora.package_list_count(name text, missing_ok boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
BEGIN
  RETURN CASE WHEN whole LIKE 'l%' THEN substr(whole, 2)::integer ELSE cardinality(whole::text[]) END;
END
$$;
