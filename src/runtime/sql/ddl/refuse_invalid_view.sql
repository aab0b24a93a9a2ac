-- INSTEAD OF trigger of a view that is invalid: nothing is inserted into it. (Database Error Messages, ORA-04063)
CREATE FUNCTION ora.refuse_invalid_view() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.invalid_view(TG_ARGV[0]);
  RETURN NULL;
END
$$;
