. "${0%/*}/machine.sh"
need journalctl logger su
need_root 'a journal of its own'
journald=/lib/systemd/systemd-journald
[ -x $journald ] || left_out 'systemd-journald is not installed'
mount -t proc none /proc
mount -t tmpfs none /run
mkdir -p /run/systemd/journal /run/log/journal etc
printf '[Journal]\nAudit=no\nReadKMsg=no\n' >etc/journald.conf
mount --bind etc /etc/systemd
mkdir dev
mount -t tmpfs none dev
for node in null zero full random urandom tty; do
  : >dev/$node && mount --bind /dev/$node dev/$node
done
ln -s /run/systemd/journal/dev-log dev/log
mount --rbind dev /dev
$journald >journald.out 2>&1 &
server=$!
wait_until 'test -S /run/systemd/journal/dev-log'
su nobody -s /bin/true
logger -t backup 'finished
in two lines'
# the name of Yamada in CP932
printf '\216\122\223\143\n' | logger -t backup
stop
journalctl -D /run/log/journal -o json --no-pager >journal.json
