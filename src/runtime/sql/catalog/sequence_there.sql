-- The sequence of a name, looked up when it is used; ORA-02289 where there is none.
CREATE FUNCTION ora.sequence_there(name text) RETURNS regclass
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF to_regclass(name) IS NULL THEN
    PERFORM ora.raise(2289);
  END IF;
  RETURN to_regclass(name);
END
$$;
