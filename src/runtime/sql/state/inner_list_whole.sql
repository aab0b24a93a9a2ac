-- A nested table or varray in a record of a package as the text of its type (ora.inner_list_name).
CREATE FUNCTION ora.inner_list_whole(place text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  name text := ora.inner_list_name(place);
  whole text;
BEGIN
  IF name IS NULL THEN
    RETURN place;
  END IF;
  whole := ora.state_fetch(name);
  IF NOT starts_with(whole, 'l') THEN
    RETURN whole;
  END IF;
  -- The texts of the pieces put together are the text of the whole.
  RETURN (
    SELECT '{' || string_agg(substr(t.piece, 2, length(t.piece) - 2), ',' ORDER BY p) || '}'
    FROM generate_series(0, (substr(whole, 2)::integer - 1) / 64) AS p
    CROSS JOIN LATERAL ora.state_fetch(name || '/' || p) AS t(piece));
END
$$;
