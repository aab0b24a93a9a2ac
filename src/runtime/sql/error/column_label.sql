-- A column as Oracle's messages name it, "OWNER"."TABLE"."COLUMN", from a name of PostgreSQL, 'hr.emp.name'; what is no such name stays.
-- (Database Error Messages, ORA-12899)
CREATE FUNCTION ora.column_label(label text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  parts text[];
BEGIN
  IF label !~ '^("([^"]|"")+"|[a-z_][a-z0-9_$]*)(\.("([^"]|"")+"|[a-z_][a-z0-9_$]*)){2}$' OR label ~ '^"[A-Z]' THEN
    RETURN label;
  END IF;
  parts := parse_ident(label);
  RETURN format('"%s"."%s"."%s"', ora.owner_name(parts[1]), ora.oracle_name(parts[2]), ora.oracle_name(parts[3]));
END
$$;
