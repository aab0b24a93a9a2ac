-- TO_BINARY_FLOAT(s DEFAULT value ON CONVERSION ERROR), see ora.to_number_default.
CREATE FUNCTION ora.to_binary_float_default(s text, fallback text) RETURNS real LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ora.to_binary_float(s);
EXCEPTION
  WHEN OTHERS THEN
    RETURN ora.to_binary_float(fallback);
END
$$;
