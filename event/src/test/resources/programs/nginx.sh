. "${0%/*}/machine.sh"
need nginx curl
echo page >page.txt
cat >nginx.conf <<C
daemon off; master_process off; pid $PWD/pid; error_log $PWD/error.log info; events {}
http {
  access_log $PWD/access.log combined;
  client_body_temp_path $PWD/b; proxy_temp_path $PWD/p; fastcgi_temp_path $PWD/f;
  uwsgi_temp_path $PWD/u; scgi_temp_path $PWD/s;
  server { listen 127.0.0.1:$PORT; root $PWD; location /denied { deny all; } }
}
C
nginx -e "$PWD/error.log" -c "$PWD/nginx.conf" >nginx.out 2>&1 &
server=$!
answers "http://127.0.0.1:$PORT/page.txt"
answers "http://127.0.0.1:$PORT/none"
answers "http://127.0.0.1:$PORT/denied"
stop
