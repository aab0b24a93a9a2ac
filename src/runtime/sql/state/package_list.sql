-- A nested table or varray of a package as a whole, as the text of its type. The store holds a small one so, a large one as `l` and the number of its
-- elements, which stand in pieces of 64, so that an element is read and written without the others.
CREATE FUNCTION ora.package_list(name text, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
BEGIN
  IF whole NOT LIKE 'l%' OR whole IS NULL THEN
    RETURN whole;
  END IF;
  -- The texts of the pieces put together are the text of the whole.
  RETURN (
    SELECT '{' || string_agg(substr(t.piece, 2, length(t.piece) - 2), ',' ORDER BY p) || '}'
    FROM generate_series(0, (substr(whole, 2)::integer - 1) / 64) AS p
    CROSS JOIN LATERAL ora.state_fetch(name || '/' || p) AS t(piece));
END
$$;
