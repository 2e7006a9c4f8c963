"""One file per output format, all of them views of a `verdict.Report`."""
