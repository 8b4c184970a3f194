"""Publishing: the data set described, its questions as data, its tables and serialisations, and a release of it all."""
