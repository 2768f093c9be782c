"""Many small jobs over worker processes: in chunks, with limits, one that fails named and never stopping the others."""
