-- How a table is partitioned, as ALL_PART_TABLES names it.
CREATE FUNCTION ora.partitioning_type(strategy "char") RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE strategy WHEN 'r' THEN 'RANGE' WHEN 'l' THEN 'LIST' ELSE 'HASH' END
$$;
