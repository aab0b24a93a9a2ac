-- An associative array by integers, its values as texts.
CREATE TYPE ora.integer_map AS (k integer[], v text[]);
