# METADATA
# title: Requests to see footage are answered in time
# description: |
#   What is granted is shown, and anything else is told, within the days of the parameter. Open requests are watched
#   too.
package rules.dsr.dsr_02

import data.lib

control := "CCTV-DSR-02"

subjects contains lib.site_subject

deny contains finding if some finding in lib.late_requests(lib.access_requests, lib.parameters.dsr_access_days)

unknown contains answer if some answer in lib.requests_unread
