-- What a viewer may see.
SELECT role, unit FROM main.viewer WHERE name = ?1;
