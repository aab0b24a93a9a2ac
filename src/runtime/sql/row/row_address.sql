-- Where the row of a table is now that had a ROWID once: each UPDATE moves it, and leaves at the old address where to. What is not there any more, since
-- VACUUM or the pruning of its page has taken it, keeps the address. (PostgreSQL manual, 5.5 "System Columns"; currtid2 is what drivers with keyset cursors ask)
CREATE FUNCTION ora.row_address(relation regclass, rowid text) RETURNS tid
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  address tid := ora.rowid_address(rowid);
BEGIN
  RETURN CASE
    WHEN address <> '(0,0)' AND (address::text::point)[0] < pg_relation_size(relation) / current_setting('block_size')::integer
      THEN currtid2(relation::text, address)
    ELSE address
  END;
END
$$;
