-- The newest trained model of each name; the index alone is read, no model.
SELECT name, max(id) FROM main.category_model GROUP BY name;
