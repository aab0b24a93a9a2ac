-- How the store holds a large associative array of a package: pieces, each with the keys from `lo` on and `n` of them, under numbers of their own.
CREATE TYPE ora.map_directory AS (lo text[], id integer[], n integer[]);
