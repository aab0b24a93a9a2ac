-- Is one of the columns read by a virtual column that is not among them? (Database Error Messages, ORA-54031 to ORA-54033)
CREATE FUNCTION ora.is_under_virtual(relation regclass, numbers smallint[]) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM pg_catalog.pg_attrdef AS f JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
    JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = relation
    WHERE f.adrelid = relation AND a.attgenerated <> '' AND a.attnum <> ALL (numbers) AND d.refobjsubid = ANY (numbers) AND d.refobjsubid <> a.attnum)
$$;
