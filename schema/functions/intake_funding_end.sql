-- After the loans or subsidies: nothing.
SELECT 1;
