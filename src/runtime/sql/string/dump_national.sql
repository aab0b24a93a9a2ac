-- DUMP of text of the national character set, which is AL16UTF16.
CREATE FUNCTION ora.dump_national(s text, type_code integer, format numeric DEFAULT NULL, start numeric DEFAULT NULL, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT replace(replace(ora.dump_bytes(1, (
      SELECT array_agg(get_byte(bytes, i) ORDER BY i) FROM ora.to_utf16(nullif(s, '')) AS bytes, generate_series(0, octet_length(bytes) - 1) AS i
    ), coalesce(format, 10), coalesce(start, 1), places), 'CharacterSet=AL32UTF8', 'CharacterSet=AL16UTF16'),
    'Typ=1 ', 'Typ=' || type_code || ' ')
$$;
