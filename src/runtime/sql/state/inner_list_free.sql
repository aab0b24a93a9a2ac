-- Forgets a nested table or varray that is kept by itself (ora.inner_list_name).
CREATE FUNCTION ora.inner_list_free(place text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  name text := ora.inner_list_name(place);
BEGIN
  IF name IS NOT NULL THEN
    PERFORM ora.state_clear(name || '/' || p) FROM generate_series(0, (substr(ora.state_fetch(name), 2)::integer - 1) / 64) AS p;
    PERFORM ora.state_clear(name);
  END IF;
END
$$;
