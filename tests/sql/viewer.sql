-- Who looks. Never set, it is the shell of somebody who has the file: a leader.
.mode list
.nullvalue NULL
SELECT 'unset', viewer_role(), viewer_unit(), viewer_name();
SELECT 'unit', set_viewer('fgw'), viewer_role(), viewer_unit(), viewer_name();
SELECT 'leader', set_viewer('boss'), viewer_role(), viewer_unit(), viewer_name();
SELECT 'auditor', set_viewer('audit'), viewer_role(), viewer_unit(), viewer_name();
SELECT 'unknown', set_viewer('nobody'), viewer_role(), viewer_unit(), viewer_name();
SELECT 'case', set_viewer('BOSS'), viewer_role();
SELECT 'empty', set_viewer(''), viewer_role(), viewer_unit(), viewer_name();
SELECT 'null', set_viewer(NULL), viewer_role(), viewer_unit(), viewer_name();

-- A view sees the viewer, but cannot change it.
CREATE VIEW t_viewer AS SELECT viewer_role() AS role, viewer_unit() AS unit, viewer_name() AS name;
CREATE VIEW t_set AS SELECT set_viewer('boss');
.dbconfig trusted_schema off
SELECT 'view', set_viewer('fgw'), t_viewer.* FROM t_viewer;
SELECT * FROM t_set;
SELECT 'still', viewer_role();

-- What must fail takes all rights away.
SELECT set_viewer('boss');
SELECT set_viewer(1);
SELECT 'then', viewer_role(), viewer_unit(), viewer_name();
SELECT set_viewer('boss');
SELECT set_viewer(x'626F7373');
SELECT 'then', viewer_role();
SELECT set_viewer('boss');
SELECT set_viewer('boss' || char(0) || 'x');
SELECT 'then', viewer_role();
SELECT set_viewer();
SELECT set_viewer('boss', 'fgw');
