# Starts and stops the packaged service for the scripts beside this one, which source it. What it starts ends with the script.
java=${JAVA:-${JAVA_HOME:+$JAVA_HOME/bin/}java} # a JDK 25 or newer
service=${SERVICE:-target/quarkus-app/quarkus-run.jar}
work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait; rm -rf "$work"' EXIT

"${java}c" -d "$work/classes" bench/*.java
load() { "$java" -cp "$work/classes" Load "$@"; }

# start PORT LOG COMMAND...: starts it and waits until it answers
start() {
  local port=$1 log=$2
  shift 2
  "$@" >"$work/$log.log" 2>&1 &
  pid=$!
  pids+=("$pid")
  for _ in $(seq 6000); do
    if curl -so /dev/null "http://127.0.0.1:$port/q/health/ready"; then return; fi
    sleep 0.01
  done
  cat "$work/$log.log"
  exit 1
}

# compose PORT FOLDER OPTION...: the command that starts the service, as an array
compose() {
  # What is measured of callers says so; all else needs none. In this mode no caller has a limit.
  command=(-Dholdpoint.access.mode=open "-Xmx${HEAP:-512m}" -XX:+ExitOnOutOfMemoryError "-Dquarkus.http.port=$1" "-Dholdpoint.data-dir=$work/$2" "${@:3}"
    '-Dquarkus.log.category."dev.holdpoint.settlement".level=WARN')
  if [[ "$service" == *.jar ]]; then
    command=("$java" "${command[@]}" -jar "$service")
  else
    command=("$service" "${command[@]}")
  fi
}

# serve PORT FOLDER OPTION...: starts the service
serve() {
  compose "$@"
  start "$1" "$2" "${command[@]}"
}
# database PORT: starts a PostgreSQL of its own, as durable as others' are. POSTGRESQL is the folder of its programs
database() {
  local bin folder=$work/database who=()
  bin=${POSTGRESQL:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
  mkdir "$folder"
  chmod 711 "$work"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    who=(runuser -u postgres --)
  fi
  "${who[@]}" "$bin/initdb" -D "$folder" -A trust -U postgres >/dev/null
  "${who[@]}" "$bin/postgres" -D "$folder" -p "$1" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c max_connections=300 >"$work/database.log" 2>&1 &
  pids+=("$!")
  for _ in $(seq 600); do
    if "$bin/psql" -qh 127.0.0.1 -p "$1" -U postgres -c 'SELECT 1' >/dev/null 2>&1; then return; fi
    sleep 0.05
  done
  cat "$work/database.log"
  exit 1
}
# sql PORT OPTION...: runs statements there
sql() { psql -qh 127.0.0.1 -p "$1" -U postgres "${@:2}"; }
# token PORT PERMISSION: makes a token
token() {
  curl -s -H 'Content-Type: application/json' "http://127.0.0.1:$1/v1/tokens" \
    --data "{\"name\":\"bench\",\"permissions\":[\"$2\"]}" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p'
}
resident() { sed -n 's/VmRSS:[[:space:]]*//p' "/proc/$pid/status"; } # of what was started last
stop() { kill "$pid"; wait "$pid" 2>/dev/null || true; }
# medians: of lines that begin alike, one, with the median of each number from that before "/s" on
medians() {
  awk '
    { rate = 0; for (i = 1; i <= NF; i++) if ($i == "/s") { rate = i - 1; break }
      if (!rate) next
      key = $1; for (i = 2; i < rate; i++) key = key " " $i
      if (!(key in n)) { order[++keys] = key; width[key] = NF; from[key] = rate }
      n[key]++
      for (i = rate; i <= NF; i++) value[key, i, n[key]] = $i }
    function median(key, i,   count, sorted, j, k, t) {
      count = n[key]
      for (j = 1; j <= count; j++) { t = value[key, i, j]
        for (k = j; k > 1 && sorted[k - 1] + 0 > t + 0; k--) sorted[k] = sorted[k - 1]
        sorted[k] = t }
      return sorted[int((count + 1) / 2)] }
    END { for (k = 1; k <= keys; k++) { line = key = order[k]
        for (i = from[key]; i <= width[key]; i++) line = line " " (value[key, i, 1] ~ /^[0-9.]+$/ ? median(key, i) : value[key, i, 1])
        print line } }'
}
