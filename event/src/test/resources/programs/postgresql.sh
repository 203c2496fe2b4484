. "${0%/*}/machine.sh"
PATH=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1):$PATH
need postgres initdb psql
[ -e "$(pg_config --pkglibdir)/pgaudit.so" ] || left_out 'pgaudit is not installed'
echo secret >password
chmod a+r password
as_nobody initdb -D data -U owner -A scram-sha-256 -E UTF8 --no-locale --no-sync \
  --pwfile=password >initdb.out
cat >>data/postgresql.conf <<C
listen_addresses = '127.0.0.1'
port = $PORT
unix_socket_directories = ''
fsync = off
logging_collector = on
log_directory = '$PWD'
log_filename = 'log'
log_file_mode = 0644
log_destination = 'csvlog,jsonlog'
log_timezone = 'Asia/Tokyo'
log_connections = on
log_disconnections = on
log_statement = 'all'
shared_preload_libraries = 'pgaudit'
pgaudit.log = 'all'
C
as_nobody postgres -D data >postgres.out 2>&1 &
server=$!
export PGHOST=127.0.0.1 PGPORT="$PORT" PGDATABASE=postgres PGUSER=owner PGPASSWORD=secret
wait_until 'grep -q "ready to accept" log.csv'
psql -q -o answers.txt -c 'create extension pgaudit' -c "create role nurse login password 'n'" \
  -c 'create table patient (id int, name text)' -c 'grant select on patient to nurse' \
  -c "insert into patient values (1, '山田')" -c 'update patient set id = 2' \
  -c "select id, name
from patient where name = 'a,\"b\"'" \
  -c 'delete from patient' -c "set work_mem = '8MB'" -c 'drop table patient'
PGPASSWORD=wrong psql -c 'select 1' && exit 1
PGUSER=nurse PGPASSWORD=n psql -c 'create role other' && exit 1
psql -d none -c 'select 1' && exit 1
kill -INT "$(head -n 1 data/postmaster.pid)"
wait "$server"
