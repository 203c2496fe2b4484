# Sourced: gives this namespace a /dev of its own with a /dev/log, from which rsyslog writes messages.log.

mkdir dev
mount -t tmpfs none dev
for node in null zero full random urandom tty ptmx; do
  [ ! -e /dev/$node ] || { : >dev/$node && mount --bind /dev/$node dev/$node; }
done
mkdir dev/pts dev/shm
mount --rbind /dev/pts dev/pts
mount -t tmpfs none dev/shm
mount --rbind dev /dev
cat >rsyslog.conf <<C
module(load="imuxsock" SysSock.Name="/dev/log")
module(load="builtin:omfile" Template="RSYSLOG_TraditionalFileFormat")
auth,authpriv,cron,user.* action(type="omfile" file="$PWD/messages.log")
C
rsyslogd -n -f "$PWD/rsyslog.conf" -i "$PWD/rsyslog.pid" >rsyslog.out 2>&1 &
daemon=$!
wait_until 'test -S /dev/log'

# Returns when all that was logged is written.
stop_log_daemon() {
  kill "$daemon"
  wait "$daemon" || true
}
