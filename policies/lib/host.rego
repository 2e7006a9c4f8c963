# Hosts: the site's machines.
package lib

# METADATA
# description: The subject of every host of the site, by its id.
host_subjects[id] := subject("host", id) if some id, _ in input.declared.site.hosts

# METADATA
# description: The ids of the site's recorders.
recorders contains id if {
	some id, host in input.declared.site.hosts
	host.role == "recorder"
}
