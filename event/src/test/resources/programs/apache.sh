. "${0%/*}/machine.sh"
need apache2 curl
modules=/usr/lib/apache2/modules
[ -d $modules ] || left_out 'the modules of apache2 are not installed'
echo page >page.txt
chmod a+rx .
cat >apache.conf <<C
ServerRoot $PWD
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
DefaultRuntimeDir $PWD
PidFile $PWD/pid
Listen 127.0.0.1:$PORT
ServerName localhost
DocumentRoot $PWD
ErrorLog $PWD/error.log
LogFormat "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"" combined
CustomLog $PWD/access.log combined
C
apache2 -DFOREGROUND -f "$PWD/apache.conf" >apache.out 2>&1 &
server=$!
answers "http://127.0.0.1:$PORT/page.txt"
answers "http://127.0.0.1:$PORT/none"
stop
