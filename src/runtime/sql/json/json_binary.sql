-- A binary number as JSON writes it; what is no number there is a text. (JSON Developer's Guide, "Handling of Input Values for SQL/JSON Generation Functions")
CREATE FUNCTION ora.json_binary(n double precision) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE n
    WHEN 'NaN' THEN '"Nan"'
    WHEN 'Infinity' THEN '"Inf"'
    WHEN '-Infinity' THEN '"-Inf"'
    ELSE n::text
  END
$$;

CREATE FUNCTION ora.json_binary(n real) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE n
    WHEN 'NaN' THEN '"Nan"'
    WHEN 'Infinity' THEN '"Inf"'
    WHEN '-Infinity' THEN '"-Inf"'
    ELSE n::text
  END
$$;
