-- The elements that a varray is made of, if it takes so many: ORA-22165 of BULK COLLECT, ORA-22909 of SQL.
-- (PL/SQL Language Reference, "Varrays"; Database Error Messages)
CREATE FUNCTION ora.within_varray(a anyarray, most integer, n integer) RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF cardinality(a) > most THEN
    RETURN ora.raise(n, CASE n WHEN 22165 THEN format('given index [%s] must be in the range of [1] to [%s]', most + 1, most) END, a);
  END IF;
  RETURN a;
END
$$;
