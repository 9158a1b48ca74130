{{- /* What makes no sense together ends with one sentence, before anything is made. */}}
{{- define "holdpoint.checks" -}}
{{- $values := .Values }}
{{- $database := $values.postgresql }}
{{- if eq $values.store "sqlite" }}
  {{- if $values.autoscaling.enabled }}
    {{- fail "store sqlite is one process with one file: set autoscaling.enabled to false, or store to postgresql." }}
  {{- end }}
  {{- if ne (int $values.replicas) 1 }}
    {{- fail (printf "store sqlite is one process with one file: set replicas to 1 (it is %d), or store to postgresql." (int $values.replicas)) }}
  {{- end }}
{{- else }}
  {{- if not $database.url }}
    {{- fail "store postgresql needs postgresql.url, such as postgresql://host:5432/db?sslmode=verify-full." }}
  {{- end }}
  {{- range $property, $url := dict "postgresql.url" $database.url "postgresql.listenUrl" $database.listenUrl }}
    {{- if and $url (not (regexMatch "^(jdbc:)?(postgresql|postgres)://[^ ]+$" $url)) }}
      {{- fail (printf "%s must be an address such as postgresql://host:5432/db." $property) }}
    {{- end }}
    {{- if regexMatch "^[^/]*//[^/]*@|[?&](user|password|sslpassword)=" $url }}
      {{- fail (printf "%s must not say who calls, for it is not kept as a secret: postgresql.username and postgresql.secret do." $property) }}
    {{- end }}
  {{- end }}
  {{- if not (or $database.username $database.secret.usernameKey) }}
    {{- fail "store postgresql needs postgresql.username, or postgresql.secret.usernameKey." }}
  {{- end }}
  {{- if and $database.username $database.secret.usernameKey }}
    {{- fail "postgresql.username and postgresql.secret.usernameKey must not both be given." }}
  {{- end }}
  {{- if and $database.secret.usernameKey (not $database.secret.name) }}
    {{- fail "postgresql.secret.usernameKey needs postgresql.secret.name." }}
  {{- end }}
  {{- if and $database.ca.secretName $database.ca.configMapName }}
    {{- fail "postgresql.ca.secretName and postgresql.ca.configMapName must not both be given." }}
  {{- end }}
  {{- if and (or $database.ca.secretName $database.ca.configMapName) (not (contains "sslrootcert=/etc/database-ca/ca.crt" $database.url)) }}
    {{- fail "postgresql.ca is of no use without sslrootcert=/etc/database-ca/ca.crt in postgresql.url." }}
  {{- end }}
{{- end }}
{{- range $key, $value := $values.config }}
  {{- if has $key (list "holdpoint.access.mode" "holdpoint.data-dir" "quarkus.http.host" "quarkus.http.port" "quarkus.config.locations") }}
    {{- fail (printf "config must not have %s: the image and the chart say that." $key) }}
  {{- end }}
  {{- if regexMatch "^holdpoint\\.(store|postgresql\\..*|http\\.public-url|http\\.allowed-hosts|access\\.metrics|access\\.providers\\.cluster\\..*)$" $key }}
    {{- fail (printf "config must not have %s: there is a value of the chart for it." $key) }}
  {{- end }}
  {{- if and (regexMatch "(password|secret)$" $key) (not (regexMatch "^\\$\\{[A-Z0-9_]+\\}$" (toString $value))) }}
    {{- fail (printf "config must not have the secret %s, for a ConfigMap keeps none: let it be ${A_VARIABLE}, and env take that from a Secret." $key) }}
  {{- end }}
{{- end }}
{{- if and $values.serviceAccounts.enabled (not $values.serviceAccounts.roles) }}
  {{- fail "serviceAccounts.enabled without serviceAccounts.roles lets nobody do anything: say who may do what." }}
{{- end }}
{{- if and $values.ingress.enabled $values.httpRoute.enabled }}
  {{- fail "ingress.enabled and httpRoute.enabled must not both be true." }}
{{- end }}
{{- if or $values.ingress.enabled $values.httpRoute.enabled }}
  {{- if not $values.publicUrl }}
    {{- fail "ingress and httpRoute need publicUrl, whose host and path they take." }}
  {{- end }}
{{- end }}
{{- if and $values.ingress.enabled (ne (trimSuffix "/" $values.publicUrl | urlParse).path "") }}
  {{- fail "ingress cannot strip the path of publicUrl in a way that all controllers know: use httpRoute, or an address without a path." }}
{{- end }}
{{- if and $values.httpRoute.enabled (not $values.httpRoute.parentRefs) }}
  {{- fail "httpRoute.enabled needs httpRoute.parentRefs, the Gateway that it belongs to." }}
{{- end }}
{{- if lt (int $values.terminationGracePeriodSeconds) (add (int $values.preStopSeconds) 10) }}
  {{- fail "terminationGracePeriodSeconds must be preStopSeconds and 10 more at least: it ends within 10 s of SIGTERM." }}
{{- end }}
{{- with $values.autoscaling }}
  {{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) }}
    {{- fail "autoscaling.minReplicas must not be more than autoscaling.maxReplicas." }}
  {{- end }}
  {{- if and .enabled (not (or .waiters .tabs .cpuPercent)) }}
    {{- fail "autoscaling.enabled needs one of waiters, tabs and cpuPercent." }}
  {{- end }}
{{- end }}
{{- if and $values.metrics.serviceMonitor.enabled (eq $values.metrics.access "guarded") (not $values.metrics.serviceMonitor.tokenSecret.name) }}
  {{- fail "metrics.serviceMonitor needs tokenSecret.name, a token with the permission read, or metrics.access set to free." }}
{{- end }}
{{- end }}
