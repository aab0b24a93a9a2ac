-- Raises Oracle error n with message 'ORA-nnnnn: text' and the SQLSTATE that belongs to it. The sign of n does not count.
CREATE FUNCTION ora.raise(n integer, message text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(n), MESSAGE = ora.error_message(n, message);
END
$$;

-- The same in an expression: the third argument only gives the type.
CREATE FUNCTION ora.raise(n integer, message text, as_type anyelement) RETURNS anyelement
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(n), MESSAGE = ora.error_message(n, message);
END
$$;
