-- An associative array by texts, its values as texts.
CREATE TYPE ora.text_map AS (k text[], v text[]);
