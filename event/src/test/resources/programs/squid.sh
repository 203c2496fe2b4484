. "${0%/*}/machine.sh"
need squid curl
helper=/usr/lib/squid/basic_fake_auth
[ -x $helper ] || left_out 'the helpers of squid are not installed'
cat >squid.conf <<C
http_port 127.0.0.1:$PORT
access_log stdio:$PWD/access.log squid
cache_log $PWD/cache.log
cache_store_log none
pid_filename $PWD/pid
coredump_dir $PWD
pinger_enable off
auth_param basic program $helper
acl nowhere url_regex /denied
acl people proxy_auth REQUIRED
http_access deny nowhere
http_access allow people
http_access deny all
visible_hostname proxy.test
shutdown_lifetime 0
C
as_nobody squid -N -f squid.conf >squid.out 2>&1 &
server=$!
proxy="-x 127.0.0.1:$PORT"
answers "$proxy http://127.0.0.1:1/before-the-password"
answers "$proxy http://127.0.0.1:1/denied"
answers "$proxy -U hanako:x http://127.0.0.1:1/nobody-listens"
answers "$proxy -U hanako:x -p http://127.0.0.1:$PORT/through-a-tunnel"
stop
