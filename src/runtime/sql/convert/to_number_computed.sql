-- ora.to_number of what is the result of a call: in PL/pgSQL it is computed once. Plain digits take a short way, in one expression: each statement of
-- PL/pgSQL costs as much as the test.
CREATE FUNCTION ora.to_number_computed(s text) RETURNS numeric
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN octet_length(s) <= 18 AND s COLLATE "C" ~ '^[0-9]+$' THEN s::bigint::numeric
    ELSE ora.to_number_by_marks(s)
  END;
END
$$;
