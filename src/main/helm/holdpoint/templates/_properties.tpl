{{- /* A name as a file of properties has it: what ends a name there is escaped. */}}
{{- define "holdpoint.property" -}}
{{ regexReplaceAll "([\\\\ :=#!])" .key "\\${1}" }}={{ ternary (int64 .value) .value (kindIs "float64" .value) | toString | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{- end }}

{{- define "holdpoint.properties" -}}
{{- $properties := dict "holdpoint.http.allowed-hosts" (include "holdpoint.allowedHosts" .) }}
{{- with .Values.publicUrl }}{{ $_ := set $properties "holdpoint.http.public-url" . }}{{ end }}
{{- if eq .Values.metrics.access "free" }}{{ $_ := set $properties "holdpoint.access.metrics" "free" }}{{ end }}
{{- if eq .Values.store "postgresql" }}
  {{- with .Values.postgresql }}
    {{- $_ := set $properties "holdpoint.postgresql.url" .url }}
    {{- $_ := set $properties "holdpoint.postgresql.readers" (int .readers) }}
    {{- if .listenUrl }}{{ $_ := set $properties "holdpoint.postgresql.listen-url" .listenUrl }}{{ end }}
    {{- if .username }}{{ $_ := set $properties "holdpoint.postgresql.username" .username }}{{ end }}
    {{- if .secret.name }}{{ $_ := set $properties "holdpoint.postgresql.password-file" "/etc/database/password" }}{{ end }}
  {{- end }}
{{- end }}
{{- with .Values.serviceAccounts }}
  {{- if .enabled }}
    {{- $cluster := "holdpoint.access.providers.cluster." }}
    {{- $_ := set $properties (print $cluster "issuer") .issuer }}
    {{- $_ := set $properties (print $cluster "audience") .audience }}
    {{- $_ := set $properties (print $cluster "kind") "service" }}
    {{- $_ := set $properties (print $cluster "claims.groups") .groups }}
    {{- $_ := set $properties (print $cluster "claims.name") "/kubernetes.io/serviceaccount/name" }}
    {{- if .clusterCa }}{{ $_ := set $properties (print $cluster "ca-file") "/etc/cluster/ca.crt" }}{{ end }}
    {{- range $who, $may := .roles }}{{ $_ := set $properties (printf "%sroles.\"%s\"" $cluster $who) $may }}{{ end }}
  {{- end }}
{{- end }}
{{- range $key, $value := .Values.config }}{{ $_ := set $properties $key $value }}{{ end }}
{{- range $key := keys $properties | sortAlpha }}
{{ include "holdpoint.property" (dict "key" $key "value" (get $properties $key)) }}
{{- end }}
{{- end }}
