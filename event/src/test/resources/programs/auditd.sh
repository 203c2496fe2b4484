# Runs in the processes of the machine: the kernel hands its records to nobody else.
. "${0%/*}/machine.sh"
need auditd auditctl su sudo
need_root 'an audit daemon'
state=$(auditctl -s) || left_out 'this kernel or container does not audit'
case $state in
  'enabled 0'*'pid 0'*) ;;
  *) left_out 'this machine is audited already' ;;
esac
mkdir conf
cat >conf/auditd.conf <<C
log_file = $PWD/audit.log
log_format = ENRICHED
log_group = root
flush = NONE
num_logs = 0
max_log_file_action = IGNORE
space_left = 2
space_left_action = IGNORE
admin_space_left = 1
admin_space_left_action = IGNORE
disk_full_action = IGNORE
disk_error_action = IGNORE
name_format = NONE
C
timeout 40 auditd -n -c "$PWD/conf" >auditd.out 2>&1 &
server=$!
wait_until 'grep -q DAEMON_START audit.log'
auditctl >watch.out -w "$PWD/chart.txt" -p wa -k charts
# as somebody who once signed in as root
sh -c 'echo 0 >/proc/self/loginuid && echo record >chart.txt' || exit 1
su nobody -s /bin/true
auditctl -m 'a note'
auditctl -W "$PWD/chart.txt" -p wa -k charts
auditctl -e 0 >state.out
stop
