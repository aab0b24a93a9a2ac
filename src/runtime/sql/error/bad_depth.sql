-- UTL_CALL_STACK.BAD_DEPTH_INDICATOR: raises where there is nothing at that depth.
CREATE FUNCTION ora.bad_depth() RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.raise(64610, 'bad depth indicator', NULL::text);
END
$$;
