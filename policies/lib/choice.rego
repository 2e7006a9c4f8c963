# Choices: values out of a list.
package lib

# METADATA
# description: |
#   Whether an object holds one of these values under a key. To be negated: unlike `not object.key in values`, whose
#   operand is looked up before it is negated, it holds for a missing key too.
one_of(object_, key, values) if object_[key] in values
