META
key;value
description;Verzonnen stemming voor metingen
country;Netherlands
unit;Verzonnen
instance;2026
num_projects;8
num_votes;40
budget;8
vote_type;cumulative
max_sum_points;5
rule;greedy
PROJECTS
project_id;cost;votes;score;name
1;1;15;20;Veiliger oversteken bij de school
2;1;15;30;Meer bankjes in het park
3;1;15;20;Afval naast de containers
4;1;15;30;Verlichting in de brandgang
5;1;15;20;Een plek voor jongeren
6;1;15;30;Hondenpoep op het speelveld
7;1;15;20;Te hard rijden op de Dijk
8;1;15;30;Samen koffiedrinken
VOTES
voter_id;vote;points
1;2,5,1;2,2,1
2;2,4,3;2,2,1
3;4,3,7;2,2,1
4;8,6,5;2,2,1
5;6,1,5;2,2,1
6;6,8,7;2,2,1
7;8,7,3;2,2,1
8;4,2,1;2,2,1
9;2,5,1;2,2,1
10;2,4,3;2,2,1
11;4,3,7;2,2,1
12;8,6,5;2,2,1
13;6,1,5;2,2,1
14;6,8,7;2,2,1
15;8,7,3;2,2,1
16;4,2,1;2,2,1
17;2,5,1;2,2,1
18;2,4,3;2,2,1
19;4,3,7;2,2,1
20;8,6,5;2,2,1
21;6,1,5;2,2,1
22;6,8,7;2,2,1
23;8,7,3;2,2,1
24;4,2,1;2,2,1
25;2,5,1;2,2,1
26;2,4,3;2,2,1
27;4,3,7;2,2,1
28;8,6,5;2,2,1
29;6,1,5;2,2,1
30;6,8,7;2,2,1
31;8,7,3;2,2,1
32;4,2,1;2,2,1
33;2,5,1;2,2,1
34;2,4,3;2,2,1
35;4,3,7;2,2,1
36;8,6,5;2,2,1
37;6,1,5;2,2,1
38;6,8,7;2,2,1
39;8,7,3;2,2,1
40;4,2,1;2,2,1
