-- The score from which a category is proposed.
SELECT value FROM main.setting WHERE name = 'category_threshold';
