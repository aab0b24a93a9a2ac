-- BIN_TO_NUM: bits, the highest first, as a number. (SQL Language Reference, "BIN_TO_NUM")
CREATE FUNCTION ora.bin_to_num(VARIADIC bits numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT trunc(sum(bit * 2::numeric ^ (cardinality(bits) - i))) FROM unnest(bits) WITH ORDINALITY u(bit, i) $$;
