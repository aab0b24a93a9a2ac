-- USERENV(parameter): the older form of SYS_CONTEXT('USERENV', parameter). SESSIONID, SID and INSTANCE are numbers in Oracle.
CREATE FUNCTION ora.userenv(parameter text) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.sys_context('USERENV', CASE upper(parameter) WHEN 'CLIENT_INFO' THEN 'CLIENT_INFO' ELSE parameter END)
$$;
