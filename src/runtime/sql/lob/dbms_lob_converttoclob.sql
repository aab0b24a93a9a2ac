-- DBMS_LOB.CONVERTTOCLOB: bytes of a BLOB as characters of a character set, over what the CLOB has from an offset on.
-- The offsets become those behind what was written and read. (PL/SQL Packages, "DBMS_LOB")
CREATE PROCEDURE ora.dbms_lob_converttoclob(INOUT dest_lob text, src_blob bytea, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric,
  blob_csid numeric, INOUT lang_context integer, OUT warning integer)
LANGUAGE plpgsql
AS $$
DECLARE
  part bytea;
  characters text;
  at integer := round(dest_offset);
BEGIN
  PERFORM ora.dbms_lob_checked(dest_lob IS NULL OR src_blob IS NULL, 1, amount, dest_offset, src_offset);
  part := substr(src_blob, round(src_offset)::integer, least(round(amount), 2147483647 - round(src_offset))::integer);
  IF part = '' AND src_blob <> '' THEN
    PERFORM ora.raise(22993, 'specified input amount is greater than actual source amount');
  END IF;
  characters := ora.from_charset(part, ora.charset_of_csid(blob_csid));
  dest_lob := substr(dest_lob || repeat(' ', greatest(at - 1 - length(dest_lob), 0)), 1, at - 1)
    || characters || substr(dest_lob, at + length(characters));
  dest_offset := at + length(characters);
  src_offset := round(src_offset) + octet_length(part);
  warning := 0;
END
$$;
