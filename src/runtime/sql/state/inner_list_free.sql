-- Forgets a nested table or varray that is kept by itself (ora.inner_list_name).
CREATE FUNCTION ora.inner_list_free(place text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  name text := ora.inner_list_name(place);
  whole text;
BEGIN
  IF name IS NULL THEN
    RETURN;
  END IF;
  whole := ora.state_fetch(name);
  IF starts_with(whole, 'l') THEN
    PERFORM ora.state_clear(name || '/' || p) FROM generate_series(0, (substr(whole, 2)::integer - 1) / 64) AS p;
  END IF;
  PERFORM ora.state_clear(name);
END
$$;
