# Holders: duties that depend on how many people's data the organization holds.
package lib

# METADATA
# description: |
#   Whether the organization holds the data of fewer people than the number from which the safety standard asks for more.
#   Without the figure it does not.
few_people if input.declared.organization.size.data_subjects < data.parameters.large_holder_subjects

# METADATA
# description: Why a control on large holders leaves the organization out.
holds_few := {
	"ko": "정보주체의 수가 기준에 미치지 아니한다",
	"en": "Holds the data of fewer people than the duty asks for",
}
