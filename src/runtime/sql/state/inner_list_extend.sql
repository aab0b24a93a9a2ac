-- EXTEND of a nested table or varray in a record of a package by `more` elements that are `fresh`; what stands for the list then (ora.inner_list_name).
-- (ora.extended)
CREATE FUNCTION ora.inner_list_extend(place text, more integer, fresh text, most integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  name text := ora.inner_list_name(place);
  elements text[];
  before integer;
  last integer;
BEGIN
  IF name IS NULL THEN
    elements := place;
    last := ora.extended(cardinality(elements), more, most);
    RETURN ora.inner_list_kept((elements || array_fill(fresh, ARRAY[last - cardinality(elements)]))::text);
  END IF;
  before := ora.inner_list_split(name);
  last := ora.extended(before, more, most);
  FOR p IN before / 64 .. (last - 1) / 64 LOOP
    elements := CASE WHEN p * 64 < before THEN ora.state_fetch(name || '/' || p)::text[] ELSE '{}'::text[] END;
    elements := elements || array_fill(fresh, ARRAY[least(last - p * 64, 64) - cardinality(elements)]);
    PERFORM ora.state_set(name || '/' || p, elements::text);
  END LOOP;
  PERFORM ora.state_set(name, 'l' || last);
  RETURN place;
END
$$;
