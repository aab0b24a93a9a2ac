-- DBMS_LOB.READ: up to the amount from a position on; nothing left there is ORA-01403. (PL/SQL Packages, "DBMS_LOB")
-- Out: the buffer; its length is the new value of the amount.
CREATE FUNCTION ora.dbms_lob_read(lob text, amount numeric, start numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  IF round(start) > length(lob) THEN
    PERFORM ora.raise(1403, NULL);
  END IF;
  RETURN substr(lob, round(start)::integer, least(round(amount), 32767)::integer);
END
$$;

CREATE FUNCTION ora.dbms_lob_read(lob bytea, amount numeric, start numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  IF round(start) > octet_length(lob) THEN
    PERFORM ora.raise(1403, NULL);
  END IF;
  RETURN substr(lob, round(start)::integer, least(round(amount), 32767)::integer);
END
$$;
