-- EXTEND of a nested table or varray of a package by `more` elements that are `fresh`; one that takes `most` elements may not have more. (ora.extended)
CREATE FUNCTION ora.package_list_extend(name text, more integer, fresh text, most integer DEFAULT NULL, missing_ok boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
  elements text[];
  before integer;
  last integer;
BEGIN
  IF octet_length(whole) > 2000 THEN
    whole := ora.package_list_split(name, whole);
  END IF;
  IF whole NOT LIKE 'l%' OR whole IS NULL THEN
    elements := whole;
    last := ora.extended(cardinality(elements), more, most);
    elements := elements || array_fill(fresh, ARRAY[last - cardinality(elements)]);
    PERFORM ora.package_set(name, elements::text);
    RETURN;
  END IF;
  before := substr(whole, 2);
  last := ora.extended(before, more, most);
  FOR p IN before / 64 .. (last - 1) / 64 LOOP
    elements := CASE WHEN p * 64 < before THEN ora.state_fetch(name || '/' || p)::text[] ELSE '{}'::text[] END;
    elements := elements || array_fill(fresh, ARRAY[least(last - p * 64, 64) - cardinality(elements)]);
    PERFORM ora.state_set(name || '/' || p, elements::text);
  END LOOP;
  PERFORM ora.package_set(name, 'l' || last);
END
$$;
