# Sourced by ./verify: the real server under load, killed and disturbed at random for some minutes.
# Needs the classes of the build and target/test-classpath of bench.

# The gate must say the same of the same commit, so the troubles are drawn from one seed; other seeds: ./akashi soak.
soak_seed=920664

# soak MINUTES: prints the report; 0 when everything held that must hold.
soak() {
  echo "verify: soak, $1 min of load with kill -9, full and slow disk (record: target/soak.log)"
  if (cd "$root/target" && LC_ALL=C.UTF-8 "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED \
    -cp "$root/bench/target/classes:$(cat "$root/bench/target/test-classpath")" \
    io.akashi.bench.Main soak --minutes "$1" --seed "$soak_seed" >"$root/target/soak.log" 2>&1); then
    grep -e '^./akashi soak' -e 'everything held' "$root/target/soak.log"
  else
    cat "$root/target/soak.log"
    return 1
  fi
}
