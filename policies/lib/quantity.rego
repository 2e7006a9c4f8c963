# Quantities as an inventory writes them. Prefixes are decimal.
package lib

# METADATA
# description: Bits per second of a rate such as `4Mbit/s`. Undefined for anything else.
bits_per_second(text) := _quantity(text, "bit/s")

# METADATA
# description: Bytes of a capacity such as `16TB`. Undefined for anything else.
bytes(text) := _quantity(text, "B")

# METADATA
# description: Bytes that a stream of a rate such as `4Mbit/s` fills in a day.
bytes_a_day(text) := (bits_per_second(text) / 8) * 86400

# METADATA
# description: Bytes as gigabytes.
gigabytes(number) := number / 1000000000

_quantity(text, unit) := to_number(number) * factor if {
	some prefix, factor in {"": 1, "k": 1000, "M": 1000000, "G": 1000000000, "T": 1000000000000}
	ending := concat("", [prefix, unit])
	endswith(text, ending)
	number := trim_suffix(text, ending)
	regex.match(`^[0-9]+(\.[0-9]+)?$`, number)
}
