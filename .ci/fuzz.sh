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

# fuzz_all SECONDS: prints a line for each test; the number of findings is left in target/fuzz/findings.
fuzz_all() {
  found=$root/target/fuzz
  rm -rf "$found"
  mkdir -p "$found"
  fuzz_tests | while read -r room class method; do
    if ! (cd "$found" && "$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED \
      -cp "$root/$room/target/test-classes:$root/$room/target/classes:$(cat "$root/$room/target/test-classpath")" \
      com.code_intelligence.jazzer.Jazzer "--target_class=$class" "--target_method=$method" \
      "-max_total_time=$1" >"$class.$method.log" 2>&1); then
      echo "verify: fuzzing found an input that breaks $class.$method, see $found/$class.$method.log"
      echo "$class.$method" >>"$found/findings"
    fi
  done
}
