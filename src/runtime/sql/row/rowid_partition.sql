-- The partition that ora.partition_rowid put into a text; of a ROWID of another table none, of any other text ORA-01410.
CREATE FUNCTION ora.rowid_partition(rowid text) RETURNS oid
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF rowid ~ '^[0-9a-f]{18,19}$' THEN
    RETURN ('x' || left(rowid, 8))::bit(32)::bigint::oid;
  END IF;
  PERFORM ora.rowid_address(rowid);
  RETURN 0::oid;
END
$$;
