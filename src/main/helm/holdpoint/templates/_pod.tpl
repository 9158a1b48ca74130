{{- /* The pod, the same for both stores but for where data-dir is. */}}
{{- define "holdpoint.pod" -}}
{{- $database := .Values.postgresql }}
{{- $postgresql := eq .Values.store "postgresql" }}
{{- $ca := or $database.ca.secretName $database.ca.configMapName }}
metadata:
  labels:
    {{- include "holdpoint.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # What is configured is read at the start: another configuration is another pod.
    holdpoint.dev/configuration: {{ include "holdpoint.properties" . | sha256sum | trunc 16 | quote }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "holdpoint.serviceAccountName" . }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 1001
    runAsGroup: 1001
    fsGroup: 1001
    # Once, not at each start: files keep the modes that close them to others.
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  {{- if and $postgresql .Values.topologySpread }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "holdpoint.selector" $ | nindent 10 }}
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: holdpoint
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- with .Values.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      env:
        - name: QUARKUS_CONFIG_LOCATIONS
          value: /etc/holdpoint/holdpoint.properties
        - name: QUARKUS_HTTP_HOST
          value: 0.0.0.0
        - name: HOLDPOINT_ACCESS_MODE
          value: required
        # The command reads variables and no file.
        - name: HOLDPOINT_STORE
          value: {{ .Values.store }}
        - name: HOLDPOINT_DATA_DIR
          value: /data
        {{- if and $postgresql $database.secret.usernameKey }}
        - name: HOLDPOINT_POSTGRESQL_USERNAME
          valueFrom:
            secretKeyRef:
              name: {{ $database.secret.name }}
              key: {{ $database.secret.usernameKey }}
        {{- end }}
        {{- with .Values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 8080
      # Up to date and able to serve; the others wait for it.
      startupProbe:
        httpGet:
          path: /q/health/started
          port: http
        periodSeconds: 2
        timeoutSeconds: 3
        failureThreshold: {{ div (add (int .Values.startupSeconds) 1) 2 }}
      # Threads that are gone or stand still, and only that: a database that is away is no reason to start again.
      livenessProbe:
        httpGet:
          path: /q/health/live
          port: http
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      # Whether the store takes everything.
      readinessProbe:
        httpGet:
          path: /q/health/ready
          port: http
        periodSeconds: 2
        timeoutSeconds: 3
        failureThreshold: 2
      {{- if .Values.preStopSeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ .Values.preStopSeconds }}
      {{- end }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - name: data
          mountPath: /data
        - name: configuration
          mountPath: /etc/holdpoint
          readOnly: true
        {{- if and $postgresql $database.secret.name }}
        - name: database
          mountPath: /etc/database
          readOnly: true
        {{- end }}
        {{- if and $postgresql $ca }}
        - name: database-ca
          mountPath: /etc/database-ca
          readOnly: true
        {{- end }}
        {{- if and .Values.serviceAccounts.enabled .Values.serviceAccounts.clusterCa }}
        - name: cluster
          mountPath: /etc/cluster
          readOnly: true
        {{- end }}
        {{- if .Values.tmp }}
        - name: tmp
          mountPath: /tmp
        {{- end }}
        {{- with .Values.volumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    {{- if $postgresql }}
    # The socket of the command, and nothing else.
    - name: data
      emptyDir:
        sizeLimit: 16Mi
    {{- end }}
    - name: configuration
      configMap:
        name: {{ include "holdpoint.name" . }}
    {{- if and $postgresql $database.secret.name }}
    - name: database
      secret:
        secretName: {{ $database.secret.name }}
        defaultMode: 288 # 0440, as each parser reads it
        items:
          - key: {{ $database.secret.passwordKey }}
            path: password
    {{- end }}
    {{- if and $postgresql $ca }}
    - name: database-ca
      {{- if $database.ca.secretName }}
      secret:
        secretName: {{ $database.ca.secretName }}
      {{- else }}
      configMap:
        name: {{ $database.ca.configMapName }}
      {{- end }}
        items:
          - key: {{ $database.ca.key }}
            path: ca.crt
    {{- end }}
    {{- if and .Values.serviceAccounts.enabled .Values.serviceAccounts.clusterCa }}
    - name: cluster
      configMap:
        name: kube-root-ca.crt
    {{- end }}
    {{- if .Values.tmp }}
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
    {{- end }}
    {{- with .Values.volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
