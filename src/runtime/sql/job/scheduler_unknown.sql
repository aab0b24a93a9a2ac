-- ORA-27475: no job of the name; ORA-27476: no other object of the name. (Database Error Messages)
CREATE FUNCTION ora.scheduler_unknown(name text, code integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.raise(code, CASE code
    WHEN 27475 THEN format('unknown job "%s"."%s"', ora.user_name(), name)
    WHEN 27477 THEN format('"%s"."%s" already exists', ora.user_name(), name)
    ELSE format('"%s"."%s" does not exist', ora.user_name(), name) END);
END
$$;
