-- Are there so many keys out of order that an associative array is put in order before it gets another one? Looking through them costs time for
-- each, as ordering does for all: the square root balances both.
CREATE FUNCTION ora.loose_is_long(places integer, ordered integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT places - ordered > 64 AND (places - ordered)::bigint * (places - ordered) > 16 * places::bigint $$;
