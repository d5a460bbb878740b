#!/usr/bin/env bash
# Keep one issue up to date: report.sh TITLE REPORT. No report, or an empty one, closes it.
set -euo pipefail
title=$1 report=$2
number=$(gh issue list --state open --app github-actions --search "in:title \"$title\"" --json number --jq '.[0].number // empty')
if [ ! -s "$report" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "All is well again."
elif [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$report"
else
  gh issue create --title "$title" --body-file "$report"
fi
