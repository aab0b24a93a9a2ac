-- XML with the characters themselves where xmlattributes has written references to them, which it does beyond ASCII.
CREATE FUNCTION ora.xml_characters(x xml) RETURNS xml
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  written text := x::text;
  code text;
BEGIN
  IF strpos(written, '&#x') = 0 THEN RETURN x; END IF;
  FOR code IN SELECT DISTINCT reference[1] FROM regexp_matches(written, '&#x([0-9A-F]{2,6});', 'g') AS reference LOOP
    CONTINUE WHEN lpad(code, 6, '0') COLLATE "C" < '000080';
    written := replace(written, '&#x' || code || ';', chr(('x' || lpad(code, 8, '0'))::bit(32)::integer));
  END LOOP;
  RETURN xmlparse(content written);
END
$$;
