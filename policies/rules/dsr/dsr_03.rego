# METADATA
# title: The result of a deletion is told in time
# description: |
#   A request to delete footage is carried out, or the person is told why not, within the days of the parameter.
package rules.dsr.dsr_03

import data.lib

control := "CCTV-DSR-03"

subjects contains lib.site_subject

deny contains finding if some finding in lib.late_requests(_asked, lib.parameters.dsr_deletion_days)

unknown contains answer if some answer in lib.requests_unread

_asked := lib.requests_of_kind("delete")
