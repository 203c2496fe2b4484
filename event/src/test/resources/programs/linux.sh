. "${0%/*}/machine.sh"
need sudo su cron crontab useradd chpasswd gpasswd openssl rsyslogd
need_root 'sudo, su and cron with people of its own'
# /etc, /run and the crontabs of this namespace alone
cp -a /etc etc
mount --bind etc /etc
mount -t tmpfs none /run
mount -t tmpfs none /var/spool/cron
install -d -m 1730 -g crontab /var/spool/cron/crontabs
password=$(openssl passwd -6 pass)
for person in hanako:4242 taro:4243; do
  echo "${person%:*}:x:${person#*:}:${person#*:}::/:/bin/sh" >>/etc/passwd
  echo "${person%:*}:$password:19000:0:99999:7:::" >>/etc/shadow
  echo "${person%:*}:x:${person#*:}:" >>/etc/group
done
printf '%s\n' 'Defaults passwd_tries=1' 'hanako ALL=(taro) NOPASSWD: /usr/bin/id' \
  'hanako ALL=(root) /bin/true' >/etc/sudoers
rm -f /etc/cron.d/* /etc/crontab
echo '@reboot root /bin/true backup' >/etc/cron.d/night
. "${0%/*}/log-daemon.sh"
cd /
log=$OLDPWD/messages.log
as() {
  person=$1
  shift
  setpriv "--reuid=$person" "--regid=$person" --init-groups "$@"
}
as hanako sudo -n -u taro /usr/bin/id || exit 1
echo pass | as hanako sudo -S /bin/true || exit 1
echo wrong | as hanako sudo -S /bin/true && exit 1
echo pass | as hanako sudo -S /bin/ls && exit 1
echo pass | as taro sudo -S /bin/ls && exit 1
echo pass | as hanako su taro -c true || exit 1
echo wrong | as hanako su taro -c true && exit 1
su hanako -c true || exit 1
echo '0 3 * * * /bin/true' | as hanako crontab - || exit 1
as hanako crontab -l || exit 1
as hanako crontab -r || exit 1
useradd -M nurse || exit 1
echo nurse:nurse-password-9 | chpasswd || exit 1
groupadd ward && usermod -aG ward nurse && gpasswd -d nurse ward && userdel nurse || exit 1
cron -f -L 15 &
server=$!
wait_until "grep -q 'CRON.*session closed' $log"
stop
cd "$OLDPWD" || exit 1
stop_log_daemon
