-- An associative array of a package as a whole. The store holds a small one as the text of its type, a large one as `m` and the directory of its
-- pieces, so that an element is read and written without the others.
CREATE FUNCTION ora.package_map(name text, missing_ok boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := CASE WHEN starts_with(name, '@') THEN ora.state_fetch(name) ELSE ora.package_get(name, missing_ok) END;
BEGIN
  IF whole NOT LIKE 'm%' OR whole IS NULL THEN
    RETURN whole;
  END IF;
  RETURN (
    SELECT ROW(array_agg(e.key ORDER BY d.i, e.i), array_agg(e.value ORDER BY d.i, e.i))::ora.text_map::text
    FROM unnest((substr(whole, 2)::ora.map_directory).id) WITH ORDINALITY AS d(id, i)
    CROSS JOIN LATERAL (SELECT ora.state_fetch(name || '/' || d.id)::ora.text_map AS map) AS p
    CROSS JOIN LATERAL unnest((p.map).k, (p.map).v) WITH ORDINALITY AS e(key, value, i));
END
$$;
