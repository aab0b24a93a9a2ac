-- DBA_SEQUENCES: sequences; the ends of PostgreSQL's range stand for those of Oracle's.
CREATE VIEW ora.dba_sequences AS
SELECT d.sequence_owner, d.sequence_name, d.min_value, d.max_value, d.increment_by, d.cycle_flag, d.order_flag, d.cache_size, d.last_number,
  'N'::text AS scale_flag, 'N'::text AS extend_flag, 'N'::text AS session_flag, 'N'::text AS keep_value
FROM (
  SELECT ora.owner_name(n.nspname), ora.sequence_name(c.oid, c.relname),
    CASE s.seqmin WHEN -9223372036854775808 THEN -999999999999999999999999999 ELSE s.seqmin END::numeric,
    CASE s.seqmax WHEN 9223372036854775807 THEN 9999999999999999999999999999 ELSE s.seqmax END::numeric, s.seqincrement::numeric, CASE WHEN s.seqcycle THEN 'Y' ELSE 'N' END, coalesce(ora.definition(c.oid, 'order'), 'N'),
    k.cache,
    CASE WHEN has_sequence_privilege(c.oid, 'USAGE, SELECT') THEN ora.last_number(s, k.cache) END
  FROM pg_catalog.pg_sequence AS s
  JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (SELECT coalesce(ora.definition(c.oid, 'cache')::numeric, CASE s.seqcache WHEN 1 THEN 20 ELSE s.seqcache END::numeric) AS cache) AS k
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(sequence_owner, sequence_name, min_value, max_value, increment_by, cycle_flag, order_flag, cache_size, last_number);

GRANT SELECT ON ora.dba_sequences TO PUBLIC;
