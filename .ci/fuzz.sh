# Sourced by ./verify: lets Jazzer search a few seconds with every @FuzzTest. The build has already
# replayed the known inputs; this looks for new ones. Needs target/test-classpath of each room.

# The fuzz tests as lines `room class method`.
fuzz_tests() {
  grep -rl '@FuzzTest' "$root"/*/src/test/java | while IFS= read -r file; do
    path=${file#"$root"/}
    class=${path#*/src/test/java/}
    awk -v room="${path%%/*}" -v class="$(echo "${class%.java}" | tr / .)" '
      /@FuzzTest/ { wanted = 1 }
      wanted && match($0, / void [A-Za-z0-9_]+\(/) {
        print room, class, substr($0, RSTART + 6, RLENGTH - 7)
        wanted = 0
      }' "$file"
  done
}

# fuzz_one SECONDS ROOM CLASS METHOD: leaves a line in target/fuzz/findings when an input breaks the method.
# Only our own classes are followed, and the second compiler stays away: both would take longer than the search.
fuzz_one() {
  if ! (cd "$found" && "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --enable-native-access=ALL-UNNAMED \
    -cp "$root/$2/target/test-classes:$root/$2/target/classes:$(cat "$root/$2/target/test-classpath")" \
    com.code_intelligence.jazzer.Jazzer "--target_class=$3" "--target_method=$4" \
    '--instrumentation_includes=io.akashi.**' '--custom_hook_includes=io.akashi.**' \
    "-max_total_time=$1" "-artifact_prefix=$3.$4-" >"$3.$4.log" 2>&1); then
    echo "verify: fuzzing found an input that breaks $3.$4, see $found/$3.$4.log"
    echo "$3.$4" >>"$found/findings"
  fi
}

# fuzz_all SECONDS: two tests at a time; prints a line for each finding.
fuzz_all() {
  found=$root/target/fuzz
  rm -rf "$found"
  mkdir -p "$found"
  echo "verify: fuzzing each parser for $1 s"
  fuzz_tests | {
    running=0
    while read -r room class method; do
      fuzz_one "$1" "$room" "$class" "$method" &
      running=$((running + 1))
      [ $((running % 2)) -eq 1 ] || wait
    done
    wait
  }
}
