package lib_test

import data.lib

test_rates_are_bits_per_second if {
	lib.bits_per_second("4Mbit/s") == 4000000
	lib.bits_per_second("2.5Mbit/s") == 2500000
	lib.bits_per_second("800kbit/s") == 800000
	lib.bits_per_second("7bit/s") == 7
}

test_capacities_are_bytes if {
	lib.bytes("16TB") == 16000000000000
	lib.bytes("500GB") == 500000000000
	lib.bytes("1B") == 1
}

test_a_day_of_a_stream if {
	lib.gigabytes(lib.bytes_a_day("4Mbit/s")) == 43.2
}

test_anything_else_is_undefined if {
	every text in ["4MB", "4 Mbit/s", "Mbit/s", "4mbit/s", "-4Mbit/s"] {
		not lib.bits_per_second(text)
	}
	every text in ["16TiB", "16", "16Tbit/s", "x1TB"] {
		not lib.bytes(text)
	}
}
