-- Text as bytes of a Western European character set; characters that it lacks become upside-down question marks, as in Oracle.
CREATE FUNCTION ora.to_single_bytes(data text, charset text) RETURNS bytea
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  bytes bytea := '';
  letter text;
BEGIN
  RETURN convert_to(data, charset);
EXCEPTION WHEN untranslatable_character THEN
  FOR letter IN SELECT c FROM string_to_table(data, NULL) WITH ORDINALITY AS s(c, n) ORDER BY n LOOP
    BEGIN
      bytes := bytes || convert_to(letter, charset);
    EXCEPTION WHEN untranslatable_character THEN
      bytes := bytes || '\xbf'::bytea;
    END;
  END LOOP;
  RETURN bytes;
END
$$;
