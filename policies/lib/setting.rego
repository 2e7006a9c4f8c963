# Settings: what the hosts of a site report of themselves, by the keys under which they report it.
package lib

# METADATA
# description: The ids of the hosts on which people log in to see or to handle footage.
footage_hosts contains id if {
	some id, host in input.declared.site.hosts
	host.role in parameters.footage_host_roles
}

# METADATA
# description: The ids of all hosts of the site.
site_hosts contains id if some id, _ in input.declared.site.hosts

# METADATA
# description: Why a control on hosts that footage is seen on leaves the others out; one answer for each of them.
not_footage_hosts contains answer if {
	some id in (site_hosts - footage_hosts)
	reason := {
		"ko": "영상정보를 열람하거나 취급하는 호스트가 아니다",
		"en": "Nobody sees or handles footage on this host",
	}
	answer := not_applicable(host_subjects[id], reason)
}

# METADATA
# description: What hosts report under some keys, by host. A host that does not report it, or not lately, is left out.
settings(hosts, keys) := {id: value |
	some id in hosts
	value := _setting(id, keys)
	value != null
}

# METADATA
# description: Where a host reports what stands under some keys.
setting_pointer(id, keys) := sprintf("/hosts/%s/%s", [id, concat("/", keys)])

# METADATA
# description: A finding about what a host reports under some keys.
setting_finding(id, keys, expected, actual) := finding_observed(
	host_subjects[id],
	setting_pointer(id, keys),
	expected,
	actual,
)

# METADATA
# description: The pointers to what hosts should report under some keys, and do not, by host.
settings_missing(hosts, keys) := {id: pointer |
	some id in hosts
	_setting(id, keys) == null
	pointer := setting_pointer(id, keys)
}

# METADATA
# description: An answer for each of the hosts that does not report what should stand under some keys.
settings_unknown(hosts, keys) := {answer |
	some id, pointer in settings_missing(hosts, keys)
	answer := unknown(host_subjects[id], "observed", pointer)
}

_setting(id, keys) := object.get(fresh_hosts, array.concat([id], keys), null)
