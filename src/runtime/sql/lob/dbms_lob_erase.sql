-- DBMS_LOB.ERASE: a part becomes blanks or zero bytes; the amount becomes how many that are. (PL/SQL Packages, "DBMS_LOB")
CREATE PROCEDURE ora.dbms_lob_erase(INOUT lob text, INOUT amount numeric, start numeric DEFAULT 1)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  amount := greatest(least(round(amount), length(lob) - round(start) + 1), 0);
  IF amount > 0 THEN
    lob := substr(lob, 1, round(start)::integer - 1) || repeat(' ', amount::integer) || substr(lob, (round(start) + amount)::integer);
  END IF;
END
$$;

CREATE PROCEDURE ora.dbms_lob_erase(INOUT lob bytea, INOUT amount numeric, start numeric DEFAULT 1)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  amount := greatest(least(round(amount), octet_length(lob) - round(start) + 1), 0);
  IF amount > 0 THEN
    lob := substr(lob, 1, round(start)::integer - 1) || decode(repeat('00', amount::integer), 'hex') || substr(lob, (round(start) + amount)::integer);
  END IF;
END
$$;
