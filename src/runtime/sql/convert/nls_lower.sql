-- Lower case of day and month names, see ora.nls_upper.
CREATE FUNCTION ora.nls_lower(s text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(lower(s), 'ÄÖÜÉÈÊÛÁÍÓÚÇÌÃÕÑ', 'äöüéèêûáíóúçìãõñ')
$$;
