-- A part of a name as Oracle writes it; in quotes, and in capitals, which mean the same name there, where PostgreSQL reads something else without them (`limit`,
-- `tab#1`) or would cut it.
CREATE FUNCTION ora.dynamic_plain(part text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN octet_length(part) > 63 THEN '"' || ora.own_name(part) || '"'
    WHEN part ~ '^"' OR quote_ident(replace(lower(part), '$', '_')) = replace(lower(part), '$', '_') THEN part
    ELSE '"' || upper(part) || '"'
  END
$$;
