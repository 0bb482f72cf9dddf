#!/usr/bin/env bash
# Runs a command inside a D-Bus session of its own with an unlocked gnome-keyring; both end with the command, and
# nothing of the user's own keyring is seen. Needs the Debian packages dbus and gnome-keyring.
#   test/support/with-keyring.sh node bin/invite.js configure --list
# KEYRING=none starts the session without unlocking a keyring: the service has no collection then.
set -euo pipefail
HOME="$(mktemp -d)"
XDG_RUNTIME_DIR="$(mktemp -d)"
export HOME XDG_RUNTIME_DIR
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME GNOME_KEYRING_CONTROL DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY
chmod 700 "$XDG_RUNTIME_DIR"
trap 'rm -rf "$HOME" "$XDG_RUNTIME_DIR"' EXIT
# shellcheck disable=SC2016 # expanded inside the session
dbus-run-session -- bash -euo pipefail -c '
  if [ "${KEYRING:-login}" = login ]; then
    printf %s "only for tests" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  fi
  "$@"' bash "$@"
