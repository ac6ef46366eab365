-- category_changes(): the last decisions known at the moment whose category the rules in force would not give, with what
-- they give (NULL: they leave it to a person). By the version that a decision kept it can be told what a change of rules
-- did: WHERE method = 'rules'; those of people tell what the rules do not know: WHERE method = 'person'.
SELECT c.demand, c.ref, c.category, c.method, c.version, c.proposed, rules_version()
  FROM (SELECT x.demand, x.ref, x.category, x.method, x.version, demand_category(d.text) AS proposed
          FROM category_decision x JOIN demand_info d ON d.ref = x.demand) c
 WHERE c.proposed IS NOT c.category
 ORDER BY c.demand;
