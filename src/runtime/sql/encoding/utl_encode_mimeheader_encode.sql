-- UTL_ENCODE.MIMEHEADER_ENCODE: a text as words =?charset?Q?…?= of a mail's header, or with B as BASE64 (1).
-- (PL/SQL Packages and Types Reference, "UTL_ENCODE"; RFC 2047)
CREATE FUNCTION ora.utl_encode_mimeheader_encode(buf text, encode_charset text DEFAULT NULL, encoding integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  head text := '=?' || coalesce(encode_charset, 'UTF-8') || CASE WHEN encoding = 1 THEN '?B?' ELSE '?Q?' END;
  -- A word has 75 characters at most, and no character is cut.
  room integer := 75 - length(head) - 2;
  letter text;
  bytes bytea;
  gathered bytea := ''::bytea;
  word text := '';
  piece text;
  result text := '';
BEGIN
  FOR letter IN SELECT t.letter FROM string_to_table(nullif(buf, ''), NULL) WITH ORDINALITY AS t(letter, i) ORDER BY t.i LOOP
    bytes := ora.utl_i18n_string_to_raw(letter, encode_charset);
    IF encoding = 1 THEN
      piece := translate(encode(gathered || bytes, 'base64'), E'\n', '');
      IF length(piece) > room THEN
        result := result || head || word || E'?=\r\n ';
        gathered := '';
        piece := encode(bytes, 'base64');
      END IF;
      gathered := gathered || bytes;
      word := piece;
    ELSE
      piece := CASE WHEN letter = ' ' THEN '_' WHEN letter ~ '^[A-Za-z0-9!*+/-]$' THEN letter
        ELSE upper(regexp_replace(encode(bytes, 'hex'), '(..)', '=\1', 'g')) END;
      IF length(word) + length(piece) > room THEN
        result := result || head || word || E'?=\r\n ';
        word := '';
      END IF;
      word := word || piece;
    END IF;
  END LOOP;
  RETURN CASE WHEN buf <> '' THEN result || head || word || '?=' END;
END
$$;
