-- TRIM of a nested table or varray in a record of a package by `less` elements; what stands for the list then (ora.inner_list_name). (ora.trimmed)
CREATE FUNCTION ora.inner_list_trim(place text, less integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  name text := ora.inner_list_name(place);
  before integer;
  last integer;
BEGIN
  IF name IS NULL THEN
    last := ora.trimmed(cardinality(place::text[]), less);
    RETURN ((place::text[])[:last])::text;
  END IF;
  before := ora.inner_list_split(name);
  last := ora.trimmed(before, less);
  IF last = 0 THEN
    PERFORM ora.inner_list_free(place);
    RETURN '{}';
  END IF;
  PERFORM ora.state_set(name || '/' || (last - 1) / 64, (ora.state_fetch(name || '/' || (last - 1) / 64)::text[])[:(last - 1) % 64 + 1]::text);
  PERFORM ora.state_set(name, 'l' || last);
  PERFORM ora.state_clear(name || '/' || p) FROM generate_series((last - 1) / 64 + 1, (before - 1) / 64) AS p;
  RETURN place;
END
$$;
