{{- define "selvage.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "selvage.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "selvage.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "selvage.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "selvage.selectorLabels" -}}
app.kubernetes.io/name: {{ include "selvage.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "selvage.labels" -}}
{{ include "selvage.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{- define "selvage.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "selvage.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "selvage.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- /* A ConfigMap key may hold letters, digits, '-', '_' and '.': the path's place in the list keeps keys distinct. */ -}}
{{- define "selvage.catalogKey" -}}
{{- printf "%04d-%s" .index (regexReplaceAll "[^-._a-zA-Z0-9]" .path "_" | trunc 200) -}}
{{- end -}}

{{- define "selvage.hasCatalog" -}}
{{- if or .Values.catalog.existingConfigMap .Values.catalog.files -}}true{{- end -}}
{{- end -}}

{{- define "selvage.checks" -}}
{{- if and .Values.catalog.existingConfigMap .Values.catalog.files -}}
{{- fail "catalog: give either files or existingConfigMap, not both" -}}
{{- end -}}
{{- if and .Values.catalog.existingConfigMap (not .Values.catalog.items) -}}
{{- fail "catalog.existingConfigMap needs catalog.items, which say which key becomes which path" -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" -}}
{{- end -}}
{{- end -}}
