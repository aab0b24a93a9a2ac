-- `t PARTITION (p)` in a piece of dynamic SQL without quotes: the table of the partition, by the name of the whole one where it has no alias. PostgreSQL would
-- take PARTITION for an alias and p for that of a column. (SQL Language Reference, "SELECT", "partition_extension_clause"; Database Error Messages, ORA-02149)
CREATE FUNCTION ora.dynamic_partitions(piece text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  result text := '';
  found text[];
  whole regclass;
  part regclass;
  named boolean;
BEGIN
  LOOP
    found := regexp_match(piece, '^(.*?)(\minto\s+)?\m([a-z][\w$#]*(?:\.[a-z][\w$#]*)?)\s+(sub)?partition\s*\(\s*([a-z][\w$#]*)\s*\)(.*)$', 'is');
    EXIT WHEN found IS NULL;
    whole := to_regclass(found[3]);
    SELECT t.relid INTO part
    FROM pg_partition_tree(whole) AS t
    JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
    JOIN pg_catalog.pg_class AS u ON u.oid = t.parentrelid
    JOIN pg_catalog.pg_class AS w ON w.oid = whole
    WHERE t.level = CASE WHEN found[4] IS NULL THEN 1 ELSE 2 END AND lower(found[5]) IN (ora.partition_name(w.relname, c.relname), ora.partition_name(u.relname, c.relname));
    IF part IS NULL AND whole IS NOT NULL THEN
      PERFORM ora.raise(2149, 'Specified partition does not exist');
    END IF;
    named := found[2] IS NOT NULL OR found[6] ~* '^\s+(?!(where|group|having|order|union|intersect|minus|except|join|inner|left|right|full|cross|natural|on|using|set|values|select|connect|start|fetch|offset|for|with|when|sample|pivot|unpivot|returning|log)\M)[a-z]';
    result := result || found[1] || coalesce(found[2], '') || coalesce(part::text, found[3]) || CASE WHEN named THEN '' ELSE ' ' || regexp_replace(found[3], '^.*\.', '') END;
    piece := found[6];
  END LOOP;
  IF piece ~* '(^|[\w$#])\s*\mpartition\s*\(' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL names a partition in a way that is not converted: ' || piece;
  END IF;
  RETURN result || piece;
END
$$;
