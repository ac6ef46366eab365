-- Changes nothing, but waits for the right to write, so that what is read next stays true until it is written.
UPDATE main.setting SET value = value WHERE name = '';
