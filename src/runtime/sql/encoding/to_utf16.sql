-- Text as UTF-16, the high byte first: characters beyond the first 65,536 as a pair of surrogates. (Unicode Standard, "Encoding Forms")
CREATE FUNCTION ora.to_utf16(data text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT decode(coalesce(string_agg(CASE
    WHEN ascii(c) < 65536 THEN lpad(to_hex(ascii(c)), 4, '0')
    ELSE to_hex(55296 + (ascii(c) - 65536) / 1024) || to_hex(56320 + (ascii(c) - 65536) % 1024)
  END, '' ORDER BY n), ''), 'hex')
  FROM string_to_table(data, NULL) WITH ORDINALITY AS s(c, n)
$$;
