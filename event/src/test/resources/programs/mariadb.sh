. "${0%/*}/machine.sh"
need mariadbd mariadb-install-db mariadb rsyslogd
need_root 'a log daemon of its own'
. "${0%/*}/log-daemon.sh"
plugins=/usr/lib/mysql/plugin
[ -e $plugins/server_audit.so ] || left_out 'the audit plugin of MariaDB is not installed'
as_nobody mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db \
  --datadir="$PWD/data" >install.out 2>&1
as_nobody mariadbd --no-defaults --datadir="$PWD/data" --socket="$PWD/socket" --port="$PORT" \
  --bind-address=127.0.0.1 --pid-file="$PWD/pid" --character-set-server=utf8mb4 \
  --plugin-dir=$plugins --plugin-load-add=server_audit --server-audit-logging=ON \
  --server-audit-file-path="$PWD/audit.log" >mariadb.out 2>&1 &
server=$!
# sql USER PASSWORD STATEMENTS
sql() {
  mariadb --no-defaults --default-character-set=utf8mb4 -h 127.0.0.1 -P "$PORT" -u "$1" \
    "--password=$2" -e "$3"
}
work="create database ward; use ward; create user nurse@'%' identified by 'n';
  create table patient (id int, name varchar(20)); grant select on ward.* to nurse@'%';
  insert into patient values (1, '山田'); select * from patient where name = 'it''s, \"x\"';
  update patient set id = 2; delete from patient; rename table patient to people;
  drop table people; set password for nurse@'%' = password('x'); revoke all on *.* from nurse@'%';
  drop user nurse@'%'; set global max_connections = 100; drop database ward"
wait_until 'test -S socket'
for kind in file syslog; do
  sql root '' "set global server_audit_output_type = '$kind'"
  sql root '' "$work" >answers.txt
  sql root wrong 'select 1' && exit 1
  sql nurse '' 'select 1' && exit 1
done
sql root '' shutdown
wait "$server"
server=''
stop_log_daemon
