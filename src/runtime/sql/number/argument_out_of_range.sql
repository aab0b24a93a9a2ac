-- ORA-01428 for a function's argument, in an expression.
CREATE FUNCTION ora.argument_out_of_range(argument numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.raise(1428, 'argument ''' || trim_scale(argument)::text || ''' is out of range', argument);
END
$$;
