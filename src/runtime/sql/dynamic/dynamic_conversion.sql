-- The function that converts an argument of one class of `ora.dynamic_class` to a parameter of another, as PL/SQL does by itself; NULL where that is not converted.
-- (PL/SQL Language Reference, "Implicit Data Conversion")
CREATE FUNCTION ora.dynamic_conversion(given text, taken text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE taken
    WHEN 'text' THEN CASE given WHEN 'number' THEN 'ora.number_text' WHEN 'integer' THEN 'ora.number_text' WHEN 'date' THEN 'ora.date_text' END
    WHEN 'number' THEN CASE given WHEN 'text' THEN 'ora.given_number' END
  END
$$;
