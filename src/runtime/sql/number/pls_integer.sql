-- NUMBER to PLS_INTEGER: half away from zero, ORA-01426 beyond 32 bits. (PL/SQL Language Reference, "PLS_INTEGER and BINARY_INTEGER Data Types")
CREATE FUNCTION ora.pls_integer(x numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN x <= -2147483648.5 OR x >= 2147483647.5 THEN ora.pls_overflow(x) ELSE x::integer END
$$;
