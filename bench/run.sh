#!/usr/bin/env bash
# Measures the packaged service as docs/benchmarks.md tells it: bench/run.sh cycles|callers|mcp|backup|replicas|pending|tabs
# Everything runs on loopback and ends with the script. JAVA is the java to run with, ROUNDS how often each is measured,
# SERVICE what is measured where it is not the packaged jar: a native binary.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

case ${1:-} in
  cycles)
    ./mvnw -q -f bench/bare/pom.xml package
    serve 18081 sqlite
    HEAP=4g serve 18082 memory -Dholdpoint.store=memory
    start 18083 bare "$java" -Dquarkus.http.port=18083 -jar bench/bare/target/quarkus-app/quarkus-run.jar
    for port in 18081 18082; do load "$port" cycle 64 8 >"$work/warm"; load "$port" wait 16 4 >"$work/warm"; done
    load 18083 bare 64 8 >"$work/warm"
    for round in $(seq "${ROUNDS:-3}"); do
      for connections in 1 16 64; do
        for what in ask settle cycle wait; do
          load 18081 $what $connections 3 | sed "s/^/$round sqlite /"
          load 18082 $what $connections 3 | sed "s/^/$round memory /"
        done
        load 18083 bare $connections 3 | sed "s/^/$round quarkus /"
      done
    done | tee "$work/all"
    echo "medians:"
    cut -d " " -f 2- "$work/all" | medians
    ;;
  callers)
    serve 18081 sqlite
    asker=$(token 18081 ask)
    decider=$(token 18081 decide)
    load 18081 cycle 64 8 >"$work/warm"
    ASKER=$asker DECIDER=$decider load 18081 cycle 64 8 >"$work/warm"
    for round in $(seq "${ROUNDS:-5}"); do
      for connections in 1 16 64; do
        load 18081 cycle $connections 3 | sed "s/^/$round nobody /"
        ASKER=$asker DECIDER=$decider load 18081 cycle $connections 3 | sed "s/^/$round known /"
      done
    done | tee "$work/all"
    echo "medians, cycles a second:"
    for connections in 1 16 64; do
      for who in nobody known; do
        echo "$connections connections, $who: $(awk -v c="$connections" -v w="$who" '$2 == w && $4 == c { print $5 }' "$work/all" \
          | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }')"
      done
    done
    ;;
  mcp)
    serve 18081 sqlite
    for what in held mcp held mcp; do load 18081 $what 32 "${WARM:-6}" >"$work/warm"; done
    ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; } # of the service's processor time
    loaded() { # with the processor's time that a cycle took
      local before
      before=$(ticks)
      load 18081 "$1" "$2" "$3" >"$work/loaded"
      awk -v t="$(($(ticks) - before))" -v hz="$(getconf CLK_TCK)" -v s="$3" \
        'NR == 1 { printf "%s  processor %d us\n", $0, t / hz * 1e6 / ($3 * s) } NR > 1' "$work/loaded"
    }
    for round in $(seq "${ROUNDS:-5}"); do
      for connections in ${CONNECTIONS:-1 16 64}; do
        for what in held mcp; do loaded $what "$connections" "${SECONDS_EACH:-3}"; done
      done
    done | tee "$work/all"
    echo "medians:"
    medians <"$work/all"
    ;;
  backup)
    serve 18081 sqlite
    load 18081 fill 64 "${2:-200000}" >"$work/warm"
    load 18081 cycle 16 8 >"$work/warm"
    backup() { # one after the other, until it is told to stop
      local n=0
      while [ ! -e "$work/enough" ]; do
        HOLDPOINT_DATA_DIR=$work/sqlite "${cli[@]}" backup --force "$work/backup.db" >"$work/made" && n=$((n + 1))
      done
      echo "$n backups, the last one: $(cat "$work/made")"
    }
    cli=("$service")
    if [[ "$service" == *.jar ]]; then cli=("$java" -jar "$service"); fi
    for round in $(seq "${ROUNDS:-5}"); do
      for connections in ${CONNECTIONS:-1 16}; do
        load 18081 cycle $connections 4 | sed 's/^/alone /'
        rm -f "$work/enough"
        backup & beside=$!
        sleep 1
        load 18081 cycle $connections 4 | sed 's/^/beside-backups /'
        touch "$work/enough"
        wait "$beside"
      done
    done | tee "$work/all"
    echo "medians:"
    medians <"$work/all"
    ;;
  replicas)
    database 18080
    sql 18080 -c 'CREATE DATABASE pgbench' -c 'CREATE DATABASE holdpoint'
    sql 18080 pgbench -f src/main/resources/db/postgresql/V001__interactions.sql -c 'CREATE SEQUENCE numbers' \
      -c 'CREATE TABLE payload_1970_01 PARTITION OF payload FOR VALUES FROM (0) TO (1000)' \
      -c 'CREATE TABLE plain (number bigint PRIMARY KEY, id text UNIQUE, status text, data text, response text)'
    replica() {
      serve "$1" "$1" -Dholdpoint.store=postgresql -Dholdpoint.postgresql.username=postgres \
        -Dholdpoint.postgresql.url=postgresql://127.0.0.1:18080/holdpoint
    }
    ports() { seq 18081 $((18080 + $1)); } # of so many replicas
    batches() { # transactions and what was done in them, of all
      for port in $(ports "$1"); do curl -s "http://127.0.0.1:$port/q/metrics"; done \
        | awk '/^holdpoint_store_batch_operations_count/ { n += $2 } /^holdpoint_store_batch_operations_sum/ { s += $2 } END { print n, s }'
    }
    loaded() { # loads so many replicas, and tells what a transaction had and how many there were a second
      local before
      before=$(batches "$1")
      load "$(ports "$1" | paste -sd ,)" "$2" "$3" 4 | sed "s/^/$1-replicas /"
      echo "$before $(batches "$1")" | awk -v r="$1" -v w="$2" -v c="$3" \
        '{ n = $3 - $1; printf "%s-replicas %s-batches %s %.0f /s of %.1f operations\n", r, w, c, n / 4, n ? ($4 - $2) / n : 0 }'
    }
    beside() { # what the database does by itself, with as many connections
      pgbench -h 127.0.0.1 -p 18080 -U postgres -n -M prepared -c "$2" -j 2 -T 4 -f "bench/$1.sql" pgbench \
        | awk -v c="$2" -v w="$1" -v r="$3" '/latency average/ { l = $4 } /^tps/ { printf "%s-replicas pgbench %s %d %.0f /s mean %s ms\n", r, w, c, $3, l }'
    }
    for replicas in ${REPLICAS:-1 3 6}; do # no more of them run than are loaded, and all are warm
      running=()
      for port in $(ports "$replicas"); do replica "$port"; running+=("$pid"); done
      load "$(ports "$replicas" | paste -sd ,)" wait 12 10 >"$work/warm"
      load "$(ports "$replicas" | paste -sd ,)" cycle 64 $((20 * replicas)) >"$work/warm"
      for round in $(seq "${ROUNDS:-5}"); do
        for connections in ${CONNECTIONS:-1 16 64}; do
          loaded "$replicas" cycle "$connections"
          beside cycle "$connections" "$replicas"
          beside plain "$connections" "$replicas"
        done
        loaded "$replicas" wait 8
      done
      for pid in "${running[@]}"; do stop; done
    done > >(tee "$work/all") # in this shell, which ends what it started
    wait "$!"
    echo "medians:"
    medians <"$work/all"
    ;;
  pending)
    serve 18081 sqlite
    load 18081 fill 64 "${2:-1000000}"
    asked=$(curl -s -H 'Content-Type: application/json' http://127.0.0.1:18081/v1/interactions \
      --data '{"type":"question","sessionId":"deadline","timeout":"PT30S"}')
    id=$(sed -n 's/^{"id":"\([^"]*\)".*/\1/p' <<<"$asked")
    kill -9 "$pid"
    wait "$pid" 2>/dev/null || true
    before=$(date +%s%N)
    serve 18081 sqlite
    echo "ready after $((($(date +%s%N) - before) / 1000000)) ms"
    curl -s "http://127.0.0.1:18081/v1/interactions/$id?wait=60" | sed 's/.*"\(expiresAt":"[^"]*\).*"\(decidedAt":"[^"]*\).*/\1  \2\n/'
    curl -s -o /dev/null -w 'statistics took %{time_total} s\n' http://127.0.0.1:18081/v1/statistics
    grep VmRSS "/proc/$pid/status"
    ;;
  tabs)
    serve 18081 sqlite
    "$java" -cp "$work/classes" Tabs 18081 "$pid" "${2:-10000}" true
    load 18081 fill 16 1000 >"$work/warm"
    "$java" -cp "$work/classes" Tabs 18081 "$pid" 300 false
    ;;
  *)
    echo "usage: bench/run.sh cycles | callers | mcp | backup [COUNT] | replicas | pending [COUNT] | tabs [COUNT]" >&2
    exit 2
    ;;
esac
