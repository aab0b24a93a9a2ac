-- ora.package_get from the store; the value's copy is made anew. Without missing_ok a lost store is an error: SQLSTATE 26000 (ORA-04068).
-- So is one that ora.package_refuse has marked.
CREATE FUNCTION ora.package_read(name text, missing_ok boolean) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  value text;
  done text;
BEGIN
  IF missing_ok THEN
    value := ora.state_get(name);
    IF value IS NULL THEN
      RETURN NULL;
    END IF;
  ELSE
    value := ora.state_fetch(name);
  END IF;
  IF starts_with(value, E'\x02OP') THEN
    RAISE EXCEPTION USING errcode = 'P0004', message = substr(value, 2);
  END IF;
  IF ora.state_trusted() THEN
    done := ora.package_copy(name, value);
  END IF;
  RETURN value;
END
$$;
