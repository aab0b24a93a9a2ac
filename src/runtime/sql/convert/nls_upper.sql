-- Upper case of day and month names; independent of the database's character classification (upper() of locale C knows ASCII only).
CREATE FUNCTION ora.nls_upper(s text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(upper(s), 'äöüéèêûáíóúçìãõñ', 'ÄÖÜÉÈÊÛÁÍÓÚÇÌÃÕÑ')
$$;
