-- USERENV(parameter): the older form of SYS_CONTEXT('USERENV', parameter).
CREATE FUNCTION ora.userenv(parameter text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT ora.sys_context('USERENV', parameter)
$$;
