-- A definition as PostgreSQL prints it, in one form whether it has been dumped and restored since it was written or not: the casts of what IN makes of a
-- list differ, names of columns that have none, and a blank before VALUES.
CREATE FUNCTION ora.reloaded_text(definition text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT regexp_replace(regexp_replace(
    regexp_replace(replace(definition, '(VALUES (', '( VALUES ('), '\(ARRAY\[((?:''(?:[^'']|'''')*''|[^]['']*)*)\]\)::text\[\]', 'ARRAY[\1]', 'g'),
    '\(((?:''(?:[^'']|'''')*''|[\w.]+)(?:::character varying)?)\)::text', '\1', 'g'),
    '(::[a-z][\w ]*(?:\([\d,]+\))?) AS "?(?:text|varchar|bpchar|numeric|timestamp|timestamptz|date|time|interval|int2|int4|int8|float4|float8|bool|bytea|jsonb?|xml|name|oid)"?(?=[,\s])', '\1', 'g')
$$;
