# Attestations: what a person witnessed, and when. One that is dated later than today does not count.
package lib

# METADATA
# description: |
#   The newest attestation for a control and a subject, with its `id`. Undefined where there is none: the verdict is
#   then MANUAL, which is not for a rule to say.
newest_attestation(control, subject) := object.union(input.declared.attestations[id], {"id": id}) if {
	[_, id] := max(_attested[_attested_key(control, subject)])
}

# METADATA
# description: A finding where the newest attestation is older than the days for which it counts.
attestation_overdue(control, subject, period) := finding(subject, path, expected, attestation.date) if {
	attestation := newest_attestation(control, subject)
	age(attestation.date) > period
	path := sprintf("/attestations/%s/date", [attestation.id])
	expected := sprintf("at most %d days old", [period])
}

# METADATA
# description: A finding where the newest attestation does not say that what was witnessed was good.
attestation_not_good(control, subject) := finding(subject, path, "good", actual(attestation, "result")) if {
	attestation := newest_attestation(control, subject)
	not attestation.result == "good"
	path := sprintf("/attestations/%s/result", [attestation.id])
}

_attested[key] contains [attestation.date, id] if {
	some id, attestation in input.declared.attestations
	age(attestation.date) >= 0
	key := _attested_key(attestation.control, attestation.subject)
}

_attested_key(control, subject) := sprintf("%s %s", [control, subject])
