#!/usr/bin/env bash
# Measures the native binary beside the jar, in turns, as docs/benchmarks.md tells it: bench/native.sh start|memory|cycles
# Both are to be packaged: ./mvnw -Dquickly package; ./mvnw -Dquickly package -Dnative. JAVA and ROUNDS as in run.sh; BINARY
# is the binary, HEAP what both may take (-Xmx), MILLION how many interactions the large store has.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

rounds=${ROUNDS:-10}
kinds=(native jvm)
declare -A packaged=([native]=${BINARY:-$(echo target/holdpoint-*-runner)} [jvm]=target/quarkus-app/quarkus-run.jar)

# How much of a file is resident depends on how it came into the kernel's cache: it is read anew, not as it was written.
dd of="${packaged[native]}" oflag=nocache conv=notrunc,fdatasync count=0 status=none

# median COLUMN FILE: of the numbers in a column
median() { awk -v column="$1" '{ print $column + 0 }' "$2" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
first() { "$java" -cp "$work/classes" First "$@"; }
mebibytes() { echo "$1" | awk '{ printf "%.1f MiB\n", $1 / 1024 }'; }

case ${1:-} in
  start)
    ls -l "${packaged[native]}" | awk '{ printf "binary: %.1f MB\n", $5 / 1e6 }'
    service=${packaged[native]} serve 18081 large
    load 18081 fill 64 "${MILLION:-1000000}"
    stop
    for store in empty large; do
      for _ in $(seq "$rounds"); do
        for kind in "${kinds[@]}"; do
          service=${packaged[$kind]} compose 18081 $store
          first 18081 1 "${command[@]}" >>"$work/$store.$kind"
        done
      done
      for kind in "${kinds[@]}"; do
        echo "$store, $kind: $(median 1 "$work/$store.$kind") ms to the first answer, $(median 3 "$work/$store.$kind") MiB"
      done
    done
    ;;
  memory)
    for _ in $(seq "$rounds"); do
      for kind in "${kinds[@]}"; do
        service=${packaged[$kind]}
        serve 18081 sqlite
        sleep 2
        mebibytes "$(resident)" >>"$work/idle.$kind"
        load 18081 churn 16 10000 >"$work/out"
        mebibytes "$(resident)" >>"$work/cycles.$kind"
        stop
        for tabs in 1000 10000; do
          serve 18081 sqlite
          "$java" -cp "$work/classes" Tabs 18081 "$pid" $tabs true >"$work/out"
          sed -n 's/.* tabs: \([0-9]*\) MiB.* \([0-9.]*\) KiB a tab/\1 \2/p' "$work/out" >>"$work/tabs$tabs.$kind"
          stop
        done
        rm -rf "$work/sqlite"
      done
    done
    for kind in "${kinds[@]}"; do
      echo "$kind: idle $(median 1 "$work/idle.$kind") MiB, after 10,000 cycles $(median 1 "$work/cycles.$kind") MiB"
      for tabs in 1000 10000; do
        echo "$kind: $tabs tabs $(median 1 "$work/tabs$tabs.$kind") MiB, $(median 2 "$work/tabs$tabs.$kind") KiB a tab"
      done
    done
    ;;
  cycles)
    declare -A port=([native]=18081 [jvm]=18082)
    for kind in "${kinds[@]}"; do
      service=${packaged[$kind]} serve "${port[$kind]}" "$kind"
      load "${port[$kind]}" cycle 64 10 >"$work/out"
    done
    for _ in $(seq "$rounds"); do
      for connections in 1 16 64; do
        for kind in "${kinds[@]}"; do
          load "${port[$kind]}" cycle $connections 3 >>"$work/$connections.$kind"
        done
      done
    done
    for connections in 1 16 64; do
      for kind in "${kinds[@]}"; do
        echo "$connections connections, $kind: $(median 3 "$work/$connections.$kind") cycles/s, p99 $(median 9 "$work/$connections.$kind") ms"
      done
    done
    ;;
  *)
    echo "usage: bench/native.sh start | memory | cycles" >&2
    exit 2
    ;;
esac
