-- An Oracle data type as text of dynamic SQL, in PostgreSQL's words; what is not Oracle's own stays. (CALLING-CONVENTION.md, "Types")
CREATE FUNCTION ora.dynamic_type(type text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN t ~ '^(number|numeric|decimal|dec)(\(.*\))?$' THEN 'numeric' || coalesce(substring(replace(t, '*', '38') FROM '\(.*\)$'), '')
    WHEN t IN ('integer', 'int', 'smallint') THEN 'numeric(38)'
    WHEN t ~ '^(float(\(.*\))?|real|double precision)$' THEN 'numeric'
    WHEN t = 'binary_float' THEN 'real'
    WHEN t = 'binary_double' THEN 'double precision'
    WHEN t ~ '^(n?varchar2?|n?char|character( varying)?) ?\(' THEN
      CASE WHEN t ~ '^n?char ?\(|^character ?\(' THEN 'char' ELSE 'varchar' END || regexp_replace(substring(t FROM '\(.*\)$'), '\s*(byte|char)\s*', '')
    WHEN t IN ('char', 'nchar') THEN 'char(1)'
    WHEN t IN ('clob', 'nclob', 'long', 'rowid', 'urowid', 'bfile') THEN 'text'
    WHEN t ~ '^(blob|long raw|raw ?\(.*\))$' THEN 'bytea'
    WHEN t = 'date' THEN 'timestamp(0)'
    WHEN t ~ '^timestamp( ?\([0-9]\))? with (local )?time zone$' THEN 'timestamp' || ora.dynamic_digits(t) || ' with time zone'
    WHEN t ~ '^timestamp( ?\([0-9]\))?$' THEN 'timestamp' || ora.dynamic_digits(t)
    WHEN t ~ '^interval ' THEN 'interval'
    WHEN t = 'xmltype' THEN 'xml'
    WHEN t = 'json' THEN 'jsonb'
    ELSE btrim(type)
  END
  FROM (SELECT lower(regexp_replace(btrim(type), '\s+', ' ', 'g'))) AS folded(t)
$$;
