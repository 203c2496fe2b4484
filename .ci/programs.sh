# Sourced by ./verify: installs the programs that are not ours and check what we wrote.
# What cannot be installed is said plainly; the tests that need it are skipped.

programs='rsyslogd:rsyslog openssl:openssl zstd:zstd go:golang-go python3:python3 faketime:faketime evtxexport:libevtx-utils
  chromium:chromium nginx:nginx-light apache2:apache2-bin rsync:rsync sshd:openssh-server
  curl:curl mariadbd:mariadb-server squid:squid sudo:sudo cron:cron auditd:auditd
  journalctl:systemd'
parts='/usr/lib/*/rsyslog/lmnsd_ossl.so:rsyslog-openssl /usr/lib/*/rsyslog/lmnsd_gtls.so:rsyslog-gnutls
  /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc:fonts-noto-cjk
  /usr/lib/postgresql/*/bin/postgres:postgresql /usr/lib/postgresql/*/lib/pgaudit.so:postgresql-15-pgaudit
  /usr/share/gocode/src/golang.org/x/mod/sumdb/note:golang-golang-x-mod-dev'

missing_packages() {
  for pair in $programs; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || printf '%s ' "${pair#*:}"
  done
  set -f
  for pair in $parts; do
    set +f
    ls -d ${pair%%:*} >/dev/null 2>&1 || printf '%s ' "${pair#*:}"
  done
  set +f
}

# install_missing LOG
install_missing() {
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  as_root=''
  [ "$(id -u)" -eq 0 ] || as_root='sudo -n'
  if ! command -v apt-get >/dev/null || ! $as_root true 2>/dev/null; then
    echo "verify: cannot install $missing(no apt-get, or not root); their tests are skipped"
    return 0
  fi
  echo "verify: installing $missing"
  $as_root apt-get -qq update >"$1" 2>&1
  for package in $missing; do
    # Nothing may be removed for it, and a service that starts by itself would take our ports.
    $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq -y \
      --no-install-recommends --no-remove install "$package" >>"$1" 2>&1 ||
      echo "verify: could not install $package ($(grep '^E:' "$1" | tail -n 1)); its tests are skipped"
  done
}

# The packages that syslog-ng needs and this machine has not, by a simulated installation.
syslog_ng_packages() {
  apt-get -s --no-install-recommends install syslog-ng-core 2>/dev/null | sed -n 's/^Inst \([^ ]*\).*/\1/p'
}

# unpack_into FOLDER: syslog-ng below FOLDER, and FOLDER/starter, which runs it from there.
unpack_into() {
  command -v dpkg >/dev/null && mkdir -p "$1" && cd "$1" || return 1
  packages=$(syslog_ng_packages)
  if [ -z "$packages" ]; then
    as_root=''
    [ "$(id -u)" -eq 0 ] || as_root='sudo -n'
    $as_root apt-get -qq update
    packages=$(syslog_ng_packages)
  fi
  # shellcheck disable=SC2086
  [ -n "$packages" ] && apt-get -qq download $packages || return 1
  for package in *.deb; do dpkg -x "$package" . || return 1; done
  libraries=$(find "$1" -type d -name '*-linux-gnu*' | tr '\n' ':')$1/usr/lib/syslog-ng
  cat >made <<STARTER
#!/bin/sh
export LD_LIBRARY_PATH='$libraries'
exec '$1/usr/sbin/syslog-ng' '--module-path=$(echo "$1"/usr/lib/syslog-ng/[0-9]*)' "\$@"
STARTER
  chmod +x made && ./made --version && mv made starter
}

# syslog-ng cannot be installed beside rsyslog, but it runs from a folder: unpack_syslog_ng FOLDER LOG
unpack_syslog_ng() {
  if [ -n "${AKASHI_SYSLOG_NG:-}" ] || PATH=$PATH:/usr/sbin command -v syslog-ng >/dev/null; then return 0; fi
  if [ ! -x "$1/starter" ] && ! (unpack_into "$1") >>"$2" 2>&1; then
    echo "verify: could not unpack syslog-ng (see $2); its tests are skipped"
    return 0
  fi
  AKASHI_SYSLOG_NG=$1/starter
  export AKASHI_SYSLOG_NG
}
