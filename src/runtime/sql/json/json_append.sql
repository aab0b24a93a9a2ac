-- APPEND: an element at the end of an array.
CREATE FUNCTION ora.json_append(element ora.json_element, value ora.json_element) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.json_keep(element, 'a' || (ora.json_parts(ora.json_held(element)) || ora.json_put_value(value))::text);
END
$$;
