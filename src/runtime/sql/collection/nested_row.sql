-- The address of the row whose collection DML on TABLE(…) changes; none is ORA-22908. (Object-Relational Developer's Guide, "Performing DML Operations on Collections")
CREATE FUNCTION ora.nested_row(address tid) RETURNS tid
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF address IS NULL THEN
    PERFORM ora.raise(22908, 'ORA-22908: reference to NULL table value');
  END IF;
  RETURN address;
END
$$;
