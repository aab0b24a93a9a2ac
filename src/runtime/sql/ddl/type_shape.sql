-- What a composite type or a domain is made of, so that two can be compared.
CREATE FUNCTION ora.type_shape(type regtype) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT concat_ws(' ', t.typtype, format_type(nullif(t.typbasetype, 0), t.typtypmod), t.typnotnull, t.typdefault,
    (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
     WHERE a.attrelid = t.typrelid AND t.typrelid <> 0 AND NOT a.attisdropped),
    (SELECT string_agg(pg_get_constraintdef(c.oid), ', ' ORDER BY pg_get_constraintdef(c.oid)) FROM pg_catalog.pg_constraint AS c WHERE c.contypid = t.oid))
  FROM pg_catalog.pg_type AS t WHERE t.oid = type
$$;
