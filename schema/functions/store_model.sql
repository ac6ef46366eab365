-- One trained model.
SELECT model FROM main.category_model WHERE id = ?1;
