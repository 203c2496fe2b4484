# Sourced by the scripts beside it. Each runs one program as a hospital would, in the folder that is
# its working directory, on loopback with $PORT, and leaves the log there. As root it has processes,
# mounts and /dev/log of its own (unshare), so that nothing of the machine is touched.
# What the machine has not is said, and ends the script with 77.

PATH=$PATH:/usr/sbin:/sbin
server=''
trap 'if [ -n "$server" ]; then kill $server 2>/dev/null; fi' EXIT

left_out() {
  echo "$*"
  exit 77
}

need() {
  for program in "$@"; do
    command -v "$program" >/dev/null || left_out "$program is not installed"
  done
}

need_root() {
  [ "$(id -u)" -eq 0 ] || left_out "root alone can run $*"
}

# For servers that refuse to run as root.
as_nobody() {
  if [ "$(id -u)" -eq 0 ]; then
    chown nobody .
    setpriv --reuid=nobody --regid=65534 --clear-groups "$@"
  else
    "$@"
  fi
}

# wait_until CONDITION: at most 20 seconds
wait_until() {
  timeout 20 sh -c "until $1; do :; done" 2>/dev/null || { echo "never: $1"; cat ./*.out; exit 1; }
}

answers() {
  wait_until "curl -s -o answer.txt --max-time 5 $1"
}

# Ends the server and returns when it has ended.
stop() {
  kill "$server"
  wait "$server" || true
  server=''
}
