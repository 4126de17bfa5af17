#!/bin/sh
# Gather what a class handed in, one folder a student, as `kit grade` reads it:
#     sh deploy/collect.sh HOMES EXERCISE OUT
# Only ordinary files are taken: a link that a student laid is not followed.
set -eu
if [ $# -ne 3 ]; then
    echo "usage: collect.sh HOMES EXERCISE OUT" >&2
    exit 2
fi
homes=$1 exercise=$2 out=$3
for home in "$homes"/*/; do
    student=$(basename "$home")
    folder="${home}exercises/$exercise"
    if [ -L "${home%/}" ] || [ -L "${home}exercises" ] || [ -L "$folder" ] || [ ! -d "$folder" ]; then
        continue
    fi
    mkdir -p "$out/$student/$exercise"
    find -P "$folder" -maxdepth 1 -type f -name '*.ipynb' -exec cp -P {} "$out/$student/$exercise/" \;
    [ -L "$folder/answers" ] || [ ! -d "$folder/answers" ] ||
        find -P "$folder/answers" -maxdepth 1 -type f -name '*.json' -exec cp -P {} "$out/$student/$exercise/" \;
done
