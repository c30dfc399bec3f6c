#!/usr/bin/env bash
# For a build server: a graph is checked, its saved tests are run, it is compared with what runs now, and it goes live.
# The first step that finds something ends it, and nothing has changed then.
#
#   deploy.sh graphs/card-fraud.rules.json https://ruleloom.example.com
#
# RULELOOM_TOKEN holds a token of the role operator. REPORTS is the folder for the report of the comparison (.).
set -euo pipefail

graph=$1
server=${2%/}
read -ra ruleloom <<< "${RULELOOM:-npx ruleloom}"
reports=${REPORTS:-.}
id=$(basename "$graph" .rules.json)

"${ruleloom[@]}" check "$graph"
"${ruleloom[@]}" test "$graph"

# What runs now, beside the graph, so that both find the same data. A graph that is new is compared with nothing.
running=$(dirname "$graph")/.running.rules.json
trap 'rm -f "$running"' EXIT
auth=()
[ -n "${RULELOOM_TOKEN:-}" ] && auth=(--header "Authorization: Bearer $RULELOOM_TOKEN")
if curl --silent --fail "${auth[@]}" "$server/api/runs/$id/graph" --output "$running"; then
  "${ruleloom[@]}" compare "$running" "$graph" --report "$reports/$id.html"
fi

"${ruleloom[@]}" deploy "$graph" --to "$server" --note "$(git -C "$(dirname "$graph")" log -1 --format=%s -- . 2> /dev/null || true)"
