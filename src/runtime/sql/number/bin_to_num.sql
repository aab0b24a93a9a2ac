-- BIN_TO_NUM: bits, the highest first, as a number. (SQL Language Reference, "BIN_TO_NUM")
CREATE FUNCTION ora.bin_to_num(VARIADIC bits numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT trunc(sum(
    CASE WHEN bit NOT IN (0, 1) THEN ora.raise(1428, 'argument ''' || ora.number_text(bit) || ''' is out of range', bit) ELSE bit END
      * 2::numeric ^ (cardinality(bits) - i)))
  FROM unnest(bits) WITH ORDINALITY u(bit, i)
$$;
