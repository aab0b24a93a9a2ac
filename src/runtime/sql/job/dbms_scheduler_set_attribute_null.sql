-- DBMS_SCHEDULER.SET_ATTRIBUTE_NULL: takes the value of an attribute away.
CREATE PROCEDURE ora.dbms_scheduler_set_attribute_null(name text, attribute text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_scheduler_set_attribute(name, attribute, NULL::text);
END
$$;
