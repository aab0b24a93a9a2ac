-- TO_BINARY_DOUBLE(s DEFAULT value ON CONVERSION ERROR), see ora.to_number_default.
CREATE FUNCTION ora.to_binary_double_default(s text, fallback text) RETURNS double precision LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ora.to_binary_double(s);
EXCEPTION
  WHEN OTHERS THEN
    RETURN ora.to_binary_double(fallback);
END
$$;
