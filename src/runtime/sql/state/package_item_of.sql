-- ora.package_item with the transaction's copy of the array, and the index of it that ora.package_items has made, if any: bytes
-- are compared, which starts_with does not.
CREATE FUNCTION ora.package_item_of(copied text, items text, name text, key integer, missing_ok boolean) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := copied;
  rest text;
  map ora.integer_map;
BEGIN
  IF items COLLATE "C" >= copied || E'\x1E' AND items COLLATE "C" < copied || E'\x1F' THEN
    rest := split_part(items, E'\x1E' || key || E'\x1F', 2);
    IF rest <> '' THEN
      RETURN nullif(split_part(rest, E'\x1E', 1), E'\x1D');
    END IF;
  END IF;
  IF copied IS NULL THEN
    whole := ora.package_get(name, missing_ok);
  END IF;
  IF octet_length(whole) <= 2000 AND whole LIKE '(%' THEN
    map := whole::ora.integer_map;
    IF copied IS NOT NULL THEN
      items := ora.package_items(name, copied, items, map.k::text[], map.v);
    END IF;
  ELSE
    map := ora.package_piece(name, key, missing_ok);
  END IF;
  RETURN map.v[ora.map_at(map.k, key)];
END
$$;

CREATE FUNCTION ora.package_item_of(copied text, items text, name text, key text, missing_ok boolean) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  whole text := copied;
  rest text;
  map ora.text_map;
BEGIN
  IF items COLLATE "C" >= copied || E'\x1E' AND items COLLATE "C" < copied || E'\x1F' AND strpos(key, E'\x1E') = 0 THEN
    rest := split_part(items, E'\x1E' || key || E'\x1F', 2);
    IF rest <> '' THEN
      RETURN nullif(split_part(rest, E'\x1E', 1), E'\x1D');
    END IF;
  END IF;
  IF copied IS NULL THEN
    whole := ora.package_get(name, missing_ok);
  END IF;
  IF octet_length(whole) <= 2000 AND whole LIKE '(%' THEN
    map := whole::ora.text_map;
    IF copied IS NOT NULL THEN
      items := ora.package_items(name, copied, items, map.k::text[], map.v);
    END IF;
  ELSE
    map := ora.package_piece(name, key, missing_ok);
  END IF;
  RETURN map.v[ora.map_at(map.k, key)];
END
$$;
