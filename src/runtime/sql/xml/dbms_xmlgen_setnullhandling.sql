-- DBMS_XMLGEN.SETNULLHANDLING: 0 leaves elements of NULLs out, 2 writes them empty.
CREATE PROCEDURE ora.dbms_xmlgen_setnullhandling(ctx numeric, flag integer)
LANGUAGE plpgsql
AS $$
BEGIN
  IF flag NOT IN (0, 2) THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_XMLGEN.SETNULLHANDLING with NULL_ATTR has no equal in PostgreSQL';
  END IF;
  PERFORM ora.dbms_xmlgen_set(ctx, 'nulls', to_jsonb(flag));
END
$$;
