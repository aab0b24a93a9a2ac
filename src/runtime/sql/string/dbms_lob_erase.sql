-- DBMS_LOB.ERASE: a part becomes blanks or zero bytes. (PL/SQL Packages, "DBMS_LOB")
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_erase(lob text, amount numeric, start numeric DEFAULT 1) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := round(start);
  gone integer := greatest(least(round(amount), length(lob) - at + 1), 0);
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  RETURN substr(lob, 1, at - 1) || repeat(' ', gone) || substr(lob, at + gone);
END
$$;

CREATE FUNCTION ora.dbms_lob_erase(lob bytea, amount numeric, start numeric DEFAULT 1) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := round(start);
  gone integer := greatest(least(round(amount), octet_length(lob) - at + 1), 0);
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  RETURN substr(lob, 1, at - 1) || decode(repeat('00', gone), 'hex') || substr(lob, at + gone);
END
$$;
