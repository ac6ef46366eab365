#!/bin/sh
# Whether two people label the demands alike. Both sets of labels are kept; nothing is settled in anybody's favour: the
# first person's are the truth that rules and model are judged by, and their judgement by the second's is printed too.
# The list of disagreements ($BUILD/evaluate/disagreements.tsv) has the texts of the tune half only.
#
#   BUILD=build FULFIL_DATA=../shared/data sh tests/evaluate/labels.sh

. tests/evaluate/lib.sh
mkdir -p "$BUILD/evaluate"
python3 tests/evaluate/demands.py "$data" >"$work/demands.tsv" || exit 1
python3 tests/evaluate/labels.py <"$work/demands.tsv" >"$BUILD/evaluate/disagreements.tsv"
