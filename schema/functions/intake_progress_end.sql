-- After the progress: nothing.
SELECT 1;
