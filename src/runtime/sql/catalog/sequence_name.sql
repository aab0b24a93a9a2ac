-- The name of a sequence in the dictionary: Oracle calls that of an identity column ISEQ$$_ with a number. (Database Reference, "ALL_TAB_IDENTITY_COLS")
CREATE FUNCTION ora.sequence_name(sequence oid, name name) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = sequence
      AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
    THEN 'ISEQ$' || '$_' || sequence
    ELSE ora.oracle_name(name)
  END
$$;
