-- A type that PostgreSQL's message names, as Oracle's names it; - where it names none.
CREATE FUNCTION ora.error_type(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN name ~ '^(numeric|integer|bigint|smallint)' THEN 'NUMBER'
    WHEN name = 'real' THEN 'BINARY_FLOAT'
    WHEN name = 'double precision' THEN 'BINARY_DOUBLE'
    WHEN name ~ '^timestamp.* with time zone' THEN 'TIMESTAMP WITH TIME ZONE'
    WHEN name ~ '^timestamp' THEN 'DATE'
    WHEN name ~ '^(text|character)' THEN 'CHAR'
    WHEN name = 'bytea' THEN 'BINARY'
    ELSE '-'
  END
$$;
