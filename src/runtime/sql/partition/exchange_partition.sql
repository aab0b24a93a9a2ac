-- ALTER TABLE … EXCHANGE PARTITION … WITH TABLE: the rows of the two change places; indexes, constraints, triggers, views and comments of the table stay with it.
-- Triggers do not fire. A row outside of the partition is ORA-14099. (VLDB and Partitioning Guide, "Exchanging Partitions"; Database Error Messages, ORA-14096, ORA-14097)
CREATE FUNCTION ora.exchange_partition(parent regclass, part regclass, other regclass) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  columns text[];
  types text[];
  fired record;
  again text[] := '{}';
BEGIN
  SELECT array_agg(c.names ORDER BY c.relation <> part), array_agg(c.types ORDER BY c.relation <> part) INTO columns, types FROM (
    SELECT a.attrelid AS relation, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS names,
      string_agg(CASE WHEN a.atttypid IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype, 'numeric'::regtype) THEN 'number'
        ELSE format_type(a.atttypid, a.atttypmod) END, ';' ORDER BY a.attnum) AS types
    FROM pg_catalog.pg_attribute AS a WHERE a.attrelid IN (part, other) AND a.attnum > 0 AND NOT a.attisdropped GROUP BY a.attrelid) AS c;
  IF cardinality(string_to_array(types[1], ';')) <> cardinality(string_to_array(types[2], ';')) THEN
    PERFORM ora.raise(14096, 'tables in ALTER TABLE EXCHANGE PARTITION must have the same number of columns');
  ELSIF types[1] <> types[2] THEN
    PERFORM ora.raise(14097, 'column type or size mismatch in ALTER TABLE EXCHANGE PARTITION');
  END IF;
  FOR fired IN SELECT t.tgrelid::regclass AS relation, t.tgname FROM pg_catalog.pg_trigger AS t
    WHERE t.tgrelid IN (part, other) AND NOT t.tgisinternal AND t.tgenabled = 'O'
  LOOP
    EXECUTE format('alter table %s disable trigger %I', fired.relation, fired.tgname);
    again := again || format('alter table %s enable trigger %I', fired.relation, fired.tgname);
  END LOOP;
  EXECUTE format('create temporary table __exchanged on commit drop as select %s from %s', columns[1], part);
  EXECUTE format('truncate table %s', part);
  BEGIN
    EXECUTE format('insert into %s (%s) overriding system value select %s from %s', part, columns[1], columns[2], other);
  EXCEPTION WHEN check_violation THEN
    PERFORM ora.raise(14099, 'all rows in table do not qualify for specified partition');
  END;
  EXECUTE format('truncate table %s', other);
  EXECUTE format('insert into %s (%s) overriding system value select * from __exchanged', other, columns[2]);
  DROP TABLE __exchanged;
  FOR i IN 1 .. cardinality(again) LOOP
    EXECUTE again[i];
  END LOOP;
END
$$;
