-- The arguments every DBMS_LOB routine that writes has to have: a LOB that is not NULL, and numbers from 1 to LOBMAXSIZE.
CREATE FUNCTION ora.dbms_lob_checked(lob_missing boolean, VARIADIC numbers numeric[] DEFAULT '{}') RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF lob_missing THEN
    PERFORM ora.raise(6502, 'PL/SQL: numeric or value error: invalid LOB locator specified: ORA-22275');
  END IF;
  FOR i IN 1 .. cardinality(numbers) LOOP
    IF (round(numbers[i]) BETWEEN 1 AND 18446744073709551615) IS NOT TRUE THEN
      PERFORM ora.raise(21560, 'argument ' || i + 1 || ' is null, invalid, or out of range');
    END IF;
  END LOOP;
END
$$;
