-- What LOADFROMFILE takes of an open file; ORA-22993 where the file ends before, ORA-22994 where it ends before the offset.
CREATE FUNCTION ora.bfile_part(file_loc text, amount numeric, src_offset numeric) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  content bytea := ora.bfile_content(file_loc, 'LOADFROMFILE');
BEGIN
  PERFORM ora.dbms_lob_checked(content IS NULL, 1, amount, 1, src_offset);
  IF content <> '' AND round(src_offset) > octet_length(content) THEN
    PERFORM ora.raise(22994, 'source offset is beyond the end of the source LOB');
  ELSIF round(amount) < 4294967295 AND round(src_offset) - 1 + round(amount) > octet_length(content) THEN
    PERFORM ora.raise(22993, 'specified input amount is greater than actual source amount');
  END IF;
  RETURN substr(content, round(src_offset)::integer, least(round(amount), 2147483647 - round(src_offset))::integer);
END
$$;
