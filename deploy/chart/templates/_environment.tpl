{{/* What every container of the suite is told, the day close and the migrations too. */}}
{{- define "tollbook.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "tollbook.environment" -}}
- {name: TOLLBOOK_REDIS_URL, value: {{ .Values.redisUrl | quote }}}
- {name: TOLLBOOK_TIME_ZONE, value: {{ .Values.timeZone | quote }}}
- {name: TOLLBOOK_JWKS_FILE, value: /etc/tollbook/jwks/jwks.json}
- {name: TOLLBOOK_TOKEN_DIR, value: /etc/tollbook/tokens}
- {name: TOLLBOOK_TOKEN_ISSUER, value: {{ .Values.tokenIssuer | quote }}}
- {name: TOLLBOOK_TOKEN_AUDIENCE, value: {{ .Values.tokenAudience | quote }}}
- {name: TOLLBOOK_OTLP_ENDPOINT, value: {{ .Values.otlpEndpoint | quote }}}
{{- if .Values.secrets.tls }}
- {name: TOLLBOOK_TLS_DIR, value: /etc/tollbook/tls}
{{- end }}
{{- $release := .Release.Name }}
{{- range $service, $settings := .Values.services }}
- {name: TOLLBOOK_PEER_{{ upper $service }}, value: "{{ $release }}-{{ $service }}:7000"}
{{- end }}
{{- end }}

{{- define "tollbook.volumes" -}}
- name: jwks
  secret: {secretName: {{ .Values.secrets.jwks }}}
- name: tokens
  secret: {secretName: {{ .Values.secrets.tokens }}}
{{- if .Values.secrets.tls }}
- name: tls
  secret: {secretName: {{ .Values.secrets.tls }}}
{{- end }}
{{- end }}

{{- define "tollbook.mounts" -}}
- {name: jwks, mountPath: /etc/tollbook/jwks, readOnly: true}
- {name: tokens, mountPath: /etc/tollbook/tokens, readOnly: true}
{{- if .Values.secrets.tls }}
- {name: tls, mountPath: /etc/tollbook/tls, readOnly: true}
{{- end }}
{{- end }}

{{- define "tollbook.security" -}}
runAsNonRoot: true
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}
