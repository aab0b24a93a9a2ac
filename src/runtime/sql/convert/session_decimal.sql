-- The text of a number with the decimal character of the session. (Globalization Support Guide, "NLS_NUMERIC_CHARACTERS")
CREATE FUNCTION ora.session_decimal(number text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT replace(number, '.', ora.nls_numeric_character(1, NULL))
$$;
