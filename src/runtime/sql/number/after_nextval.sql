-- A value that is computed after a sequence has moved on: Oracle takes NEXTVAL once a row, whatever branch of the expression needs it.
-- Not in SQL, so that the first argument is not optimised away. (SQL Language Reference, "Sequence Pseudocolumns")
CREATE FUNCTION ora.after_nextval(taken bigint, value anyelement) RETURNS anyelement LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN value;
END
$$;
