-- Is the row of a LOB locked by this transaction, which has made it (xmin) or marked it (xmax)? Else ORA-22920.
-- (PL/SQL Packages, "DBMS_LOB", "Rules and Limits"; a transaction that runs and whose row can be seen is one's own)
CREATE FUNCTION ora.lob_row_locked(made xid, marked xid) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT bigint := pg_current_xact_id()::text::bigint;
  x bigint;
BEGIN
  FOREACH x IN ARRAY ARRAY[made::text::bigint, marked::text::bigint] LOOP
    -- The epoch of transaction ids is that of the present one, or the one before.
    x := (own >> 32 << 32) + x;
    IF x > own + 2 ^ 31 THEN x := x - (1::bigint << 32); END IF;
    IF x > 2 AND pg_xact_status(x::text::xid8) = 'in progress' THEN RETURN true; END IF;
  END LOOP;
  PERFORM ora.raise(22920, 'row containing the LOB value is not locked');
END
$$;
