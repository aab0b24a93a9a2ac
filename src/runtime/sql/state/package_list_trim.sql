-- TRIM of a nested table or varray of a package by `less` elements. (ora.trimmed)
CREATE FUNCTION ora.package_list_trim(name text, less integer, missing_ok boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := ora.package_get(name, missing_ok);
  before integer;
  last integer;
BEGIN
  IF octet_length(whole) > 2000 THEN
    whole := ora.package_list_split(name, whole);
  END IF;
  IF whole NOT LIKE 'l%' OR whole IS NULL THEN
    last := ora.trimmed(cardinality(whole::text[]), less);
    PERFORM ora.package_set(name, (whole::text[])[:last]::text);
    RETURN;
  END IF;
  before := substr(whole, 2);
  last := ora.trimmed(before, less);
  IF last = 0 THEN
    PERFORM ora.package_list_set(name, '{}');
    RETURN;
  END IF;
  PERFORM ora.state_set(name || '/' || (last - 1) / 64, (ora.state_fetch(name || '/' || (last - 1) / 64)::text[])[:(last - 1) % 64 + 1]::text);
  PERFORM ora.package_set(name, 'l' || last);
  PERFORM ora.state_clear(name || '/' || p) FROM generate_series((last - 1) / 64 + 1, (before - 1) / 64) AS p;
END
$$;
