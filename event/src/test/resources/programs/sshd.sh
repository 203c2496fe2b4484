. "${0%/*}/machine.sh"
need sshd ssh ssh-keygen
if [ "$(id -u)" -eq 0 ]; then
  mount -t tmpfs none /run
  mkdir /run/sshd
fi
[ -d /run/sshd ] || left_out 'there is no /run/sshd, and this user cannot make it'
for key in host known unknown; do ssh-keygen -q -t ed25519 -N '' -f $key; done
cat >sshd.conf <<C
Port $PORT
ListenAddress 127.0.0.1
HostKey $PWD/host
PidFile none
StrictModes no
UsePAM no
AuthorizedKeysFile $PWD/known.pub
LogLevel VERBOSE
C
"$(command -v sshd)" -D -e -f "$PWD/sshd.conf" >sshd.out 2>&1 &
server=$!
# login KEY USER
login() {
  ssh -F none -q -i "$1" -p "$PORT" -oIdentitiesOnly=yes -oIdentityAgent=none -oBatchMode=yes \
    -oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null "$2@127.0.0.1" true
}
wait_until 'grep -q "Server listening" sshd.out'
login known "$(id -un)" || exit 1
login unknown "$(id -un)" && exit 1
login unknown nobodyknows && exit 1
stop
