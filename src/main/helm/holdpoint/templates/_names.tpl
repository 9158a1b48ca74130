{{- define "holdpoint.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "holdpoint.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "holdpoint.labels" -}}
{{ include "holdpoint.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "holdpoint.serviceAccountName" -}}
{{- if .Values.serviceAccount.name }}{{ .Values.serviceAccount.name }}{{ else if .Values.serviceAccount.create }}{{ include "holdpoint.name" . }}{{ else }}default{{ end }}
{{- end }}

{{- /* The names that the Service gives it in the cluster, and those that were asked for. */}}
{{- define "holdpoint.allowedHosts" -}}
{{- $name := include "holdpoint.name" . }}
{{- $service := printf "%s.%s" $name .Release.Namespace }}
{{- concat (list $name $service (printf "%s.svc" $service) (printf "%s.svc.cluster.local" $service)) .Values.allowedHosts | uniq | join "," }}
{{- end }}

{{- /* The ports of an address with one or more hosts, as text with commas. */}}
{{- define "holdpoint.databasePorts" -}}
{{- $ports := list }}
{{- range splitList "," (regexReplaceAll "^(jdbc:)?[a-z]+://" . "" | splitList "/" | first) }}
{{- $ports = append $ports (regexFind ":[0-9]+$" . | trimPrefix ":" | default "5432") }}
{{- end }}
{{- join "," $ports }}
{{- end }}
