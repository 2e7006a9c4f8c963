# METADATA
# title: Passwords are hashed, and sent encrypted
# description: |
#   No host keeps a password in a form from which it can be read again, and none has a service that takes a login over a
#   connection without encryption.
package rules.enc.enc_03

import data.lib

control := "CCTV-ENC-03"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _storage, "one-way", storage) if {
	some id, storage in lib.settings(lib.site_hosts, _storage)
	storage != "one-way"
}

deny contains lib.setting_finding(id, _services, [], services) if {
	some id, services in lib.settings(lib.site_hosts, _services)
	count(services) > 0
}

unknown contains answer if {
	some keys in [_storage, _services]
	some answer in lib.settings_unknown(lib.site_hosts, keys)
}

_storage := ["login", "password_storage"]

_services := ["login", "clear_services"]
