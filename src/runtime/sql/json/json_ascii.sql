-- ASCII of JSON_VALUE, JSON_QUERY and JSON_SERIALIZE: other characters as \uXXXX, those beyond the basic plane as two.
-- (SQL Language Reference, "JSON_SERIALIZE", "ASCII")
CREATE FUNCTION ora.json_ascii(document text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(document) = length(document) THEN document ELSE (
    SELECT string_agg(CASE
      WHEN code < 128 THEN c
      WHEN code < 65536 THEN '\u' || lpad(upper(to_hex(code)), 4, '0')
      ELSE '\u' || upper(to_hex(55296 + ((code - 65536) >> 10))) || '\u' || upper(to_hex(56320 + ((code - 65536) & 1023)))
    END, '' ORDER BY place)
    FROM (SELECT c, ascii(c) AS code, place FROM regexp_split_to_table(document, '') WITH ORDINALITY AS s(c, place)) AS characters
  ) END
$$;
