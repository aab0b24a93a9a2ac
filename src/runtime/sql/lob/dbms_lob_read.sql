-- DBMS_LOB.READ: up to the amount from a position on; NULL where nothing is left there, which the caller makes ORA-01403 of.
-- Out: the buffer; its length is the new value of the amount. (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_read(lob text, amount numeric, start numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, CASE WHEN round(amount) <= 32767 THEN amount END, start);
  RETURN CASE WHEN round(start) <= length(lob) THEN substr(lob, round(start)::integer, round(amount)::integer) END;
END
$$;

CREATE FUNCTION ora.dbms_lob_read(lob bytea, amount numeric, start numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, CASE WHEN round(amount) <= 32767 THEN amount END, start);
  RETURN CASE WHEN round(start) <= octet_length(lob) THEN substr(lob, round(start)::integer, round(amount)::integer) END;
END
$$;
