-- Where the row of a partition is now that had a ROWID of ora.partition_rowid once: see ora.row_address.
CREATE FUNCTION ora.partition_row_address(rowid text) RETURNS tid
LANGUAGE plpgsql STABLE STRICT
AS $$
DECLARE
  partition oid := ora.rowid_partition(rowid);
  place bigint;
  address tid;
BEGIN
  IF partition = 0 THEN
    RETURN NULL;
  END IF;
  place := ('x' || lpad(substr(rowid, 9), 16, '0'))::bit(64)::bigint;
  address := format('(%s,%s)', place >> 12, place & 4095)::tid;
  RETURN CASE
    WHEN place >> 12 < pg_relation_size(partition) / current_setting('block_size')::integer
      THEN currtid2(partition::regclass::text, address)
    ELSE address
  END;
END
$$;
