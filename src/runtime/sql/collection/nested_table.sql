-- The elements that DML on TABLE(…) changes; a NULL collection is ORA-22908.
CREATE FUNCTION ora.nested_table(elements anyarray) RETURNS anyarray
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF elements IS NULL THEN
    PERFORM ora.raise(22908, 'ORA-22908: reference to NULL table value');
  END IF;
  RETURN elements;
END
$$;
