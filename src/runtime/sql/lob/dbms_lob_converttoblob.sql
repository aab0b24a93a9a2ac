-- DBMS_LOB.CONVERTTOBLOB: characters of a CLOB as bytes of a character set, over what the BLOB has from an offset on.
-- The offsets become those behind what was written and read. (PL/SQL Packages, "DBMS_LOB")
CREATE PROCEDURE ora.dbms_lob_converttoblob(INOUT dest_lob bytea, src_clob text, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric,
  blob_csid numeric, INOUT lang_context integer, OUT warning integer)
LANGUAGE plpgsql
AS $$
DECLARE
  part text;
  bytes bytea;
  at integer := round(dest_offset);
BEGIN
  PERFORM ora.dbms_lob_checked(dest_lob IS NULL OR src_clob IS NULL, 1, amount, dest_offset, src_offset);
  part := substr(src_clob, round(src_offset)::integer, least(round(amount), 2147483647 - round(src_offset))::integer);
  IF part = '' AND src_clob <> '' THEN
    PERFORM ora.raise(22993, 'specified input amount is greater than actual source amount');
  END IF;
  bytes := ora.to_charset(part, ora.charset_of_csid(blob_csid));
  dest_lob := substr(dest_lob || decode(repeat('00', greatest(at - 1 - octet_length(dest_lob), 0)), 'hex'), 1, at - 1)
    || bytes || substr(dest_lob, at + octet_length(bytes));
  dest_offset := at + octet_length(bytes);
  src_offset := round(src_offset) + length(part);
  warning := 0;
END
$$;
