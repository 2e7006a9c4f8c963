# The law as numbers: what rules read instead of `data.parameters` and `data.law`.
package lib

# METADATA
# description: |
#   Every number and list of the law in force today, or the company's own in its place. Rules read it here, since the
#   embedded engine compares a path that begins with `data` with every package there is, each time that it is met.
parameters := data.parameters

# METADATA
# description: The version of each act in force today.
law := data.law
