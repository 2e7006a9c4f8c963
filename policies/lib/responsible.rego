# The post that answers for a place. A site that names one of its own does not borrow from the policy's.
package lib

# METADATA
# scope: document
# description: The post that answers for the site, which is its own, else the policy's, else an empty one.
default responsible := {}

responsible := input.declared.site.responsible if {
	present(input.declared.site, "responsible")
} else := input.declared.policy.responsible

# METADATA
# scope: document
# description: Where that post is written, or should be.
default responsible_path := "/site/responsible"

responsible_path := "/policy/responsible" if {
	absent(input.declared.site, "responsible")
	present(input.declared.policy, "responsible")
}
