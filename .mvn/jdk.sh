# Sourced by ./akashi and ./verify: puts a JDK 25 into JAVA_HOME, or says what to install.
# A JDK is known by its `release` file, so no virtual machine is started to ask for its version.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

# The home of the javac on PATH, through its symbolic links.
jdk_on_path() {
  javac=$(command -v javac) || return 0
  while [ -L "$javac" ]; do
    target=$(readlink "$javac")
    case $target in
      /*) javac=$target ;;
      *) javac=$(dirname "$javac")/$target ;;
    esac
  done
  (cd "$(dirname "$javac")/.." && pwd -P)
}

use_jdk_25() {
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)" /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@25 /usr/local/opt/openjdk@25; do
    if [ -n "$home" ] && is_jdk_25 "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  echo "JDK 25 が見つかりません。Eclipse Temurin 25 などを導入し JAVA_HOME に設定してください / No JDK 25 found: install one (e.g. Eclipse Temurin 25) and set JAVA_HOME to it." >&2
  return 1
}

need_maven() {
  command -v mvn >/dev/null && return 0
  echo "Maven が見つかりません。Maven 3.8.6 以降を導入してください（例: apt install maven） / Maven not found: install Maven 3.8.6 or later (e.g. apt install maven)." >&2
  return 1
}
