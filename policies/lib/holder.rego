# Holders: duties that depend on how large an organization is, and on how many people's data it holds.
package lib

# METADATA
# description: |
#   A finding where a large holder does not name a paper. An organization without the figure counts as a large holder.
holder_paper(key, expected) := finding("organization", path, expected, null) if {
	not small_holder
	absent(input.declared.organization, key)
	path := sprintf("/organization/%s", [key])
}

# METADATA
# description: Whether the organization holds the data of fewer people than those from which more is asked.
small_holder if input.declared.organization.size.data_subjects < parameters.large_holder_subjects

# METADATA
# description: |
#   Whether the figures say that the organization is a small merchant with few employees and few people's data, which
#   may do without an internal management plan.
needs_no_plan if {
	size := input.declared.organization.size
	size.small_merchant == true
	size.data_subjects < parameters.small_holder_subjects
	size.employees < parameters.small_merchant_employees
}

# METADATA
# description: Why a control on large holders leaves the organization out.
holds_few := {
	"ko": "정보주체의 수가 기준에 미치지 아니한다",
	"en": "Holds the data of fewer people than the duty asks for",
}
