-- OWA.CGI_VAR_NAME: the name of a variable of the request by its number; ORA-01403 where there is none.
CREATE FUNCTION ora.owa_cgi_var_name(number integer) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  found_name text := ora.state_get('owa:cgi')::jsonb ->> number - 1;
BEGIN
  IF found_name IS NULL THEN
    PERFORM ora.raise(1403);
  END IF;
  RETURN found_name;
END
$$;
