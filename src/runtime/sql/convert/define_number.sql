-- Text that BULK COLLECT puts into a collection of numbers: PL/SQL converts it, not the query, so that it is ORA-06502 where it is no number.
-- (PL/SQL Language Reference, "BULK COLLECT Clause", "Predefined Exceptions")
CREATE FUNCTION ora.define_number(s text) RETURNS numeric
LANGUAGE plpgsql STABLE PARALLEL UNSAFE
AS $$
BEGIN
  IF octet_length(s) BETWEEN 1 AND 18 AND s COLLATE "C" ~ '^[0-9]+$' THEN
    RETURN s::bigint::numeric;
  END IF;
  RETURN ora.to_number(s);
EXCEPTION
  WHEN data_exception THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: character to number conversion error', NULL::numeric);
END
$$;

-- A number that BULK COLLECT puts into a field of NUMBER(precision, scale).
CREATE FUNCTION ora.define_number(value numeric, number_precision integer, number_scale integer) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE
AS $$
BEGIN
  IF abs(round(value, number_scale)) >= power(10::numeric, number_precision - number_scale) THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: number precision too large', NULL::numeric);
  END IF;
  RETURN value;
END
$$;
